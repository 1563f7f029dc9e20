package org.trialbook.view.tree;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Answering;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.access.SharedQuestions;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.ledger.SignedNote;
import org.trialbook.ledger.TlogProof;
import org.trialbook.ledger.TreeHash;
import org.trialbook.store.StoredCheckpoints;
import org.trialbook.view.checkpoint.SinceUnblinding;
import org.trialbook.view.question.Responses;

/// `GET /api/v1/record/{position}/proof` and `GET /api/v1/record/consistency`: proofs for who does not want to compute
/// them from tiles.
@RestController
public final class ProofEndpoint implements Answering {

    private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=UTF-8");

    private final SignedTree tree;
    private final SinceUnblinding unblinding;

    public ProofEndpoint(SignedTree tree, SinceUnblinding unblinding) {
        this.tree = tree;
        this.unblinding = unblinding;
    }

    /// That the tree of one size is the beginning of the tree of another.
    ///
    /// @param hashes as RFC 9162 section 2.1.4.1 orders them
    public record Consistency(long from, TreeText fromRoot, long to, TreeText toRoot, List<TreeText> hashes) {}

    /// A hash in Base64.
    public record TreeText(@JsonValue String base64) {
        static TreeText of(TreeHash hash) {
            return new TreeText(hash.base64());
        }
    }

    @Override
    public Set<QuestionPermission> questions() {
        return Set.of(SharedQuestions.TREE);
    }

    @GetMapping("/api/v1/record/{position}/proof")
    ResponseEntity<byte[]> inclusion(Caller caller, @PathVariable String position) {
        unblinding.require(caller, SharedQuestions.TREE);
        long index = number("position", position);
        StoredCheckpoints.Signed newest = tree.newest();
        long size = newest.checkpoint().size();
        if (index >= size) {
            throw new ProblemException(Problem.of(
                            "no-such-position",
                            "No signed checkpoint covers the position",
                            404,
                            "The newest signed checkpoint covers %d events, and positions count from 0."
                                    .formatted(size))
                    .with("size", size));
        }
        TlogProof proof = tree.ofTree(whole -> TlogProof.of(whole, index, SignedNote.parse(newest.note())));
        HttpHeaders headers = Responses.headers(Long.toString(size));
        headers.setContentDisposition(
                ContentDisposition.attachment().filename(index + ".tlog-proof").build());
        return ResponseEntity.ok().headers(headers).contentType(TEXT).body(proof.format());
    }

    @GetMapping("/api/v1/record/consistency")
    ResponseEntity<byte[]> consistency(
            Caller caller, @RequestParam @Nullable String from, @RequestParam @Nullable String to) {
        unblinding.require(caller, SharedQuestions.TREE);
        if (from == null) {
            throw new ProblemException(Problems.missingParameter("from"));
        }
        long first = number("from", from);
        long asked = to == null ? -1 : number("to", to);
        long signed = tree.newest().checkpoint().size();
        long second = to == null ? signed : asked;
        if (first == 0 || first > second || second > signed) {
            throw new ProblemException(Problem.of(
                            "no-such-sizes",
                            "There is no proof between these sizes",
                            404,
                            "'from' is at least 1 and at most 'to', and 'to' at most the %d events that are signed."
                                    .formatted(signed))
                    .with("size", signed));
        }
        Consistency proof = tree.ofTree(whole -> new Consistency(
                first,
                TreeText.of(whole.root(first)),
                second,
                TreeText.of(whole.root(second)),
                whole.consistencyProof(first, second).stream().map(TreeText::of).toList()));
        return Responses.write(proof, Long.toString(second));
    }

    private static long number(String parameter, String text) {
        if (text.matches("0|[1-9][0-9]{0,17}")) {
            return Long.parseLong(text);
        }
        throw new ProblemException(Problems.malformedParameter(parameter));
    }
}
