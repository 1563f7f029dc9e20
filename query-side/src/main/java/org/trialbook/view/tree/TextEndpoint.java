package org.trialbook.view.tree;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Answering;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.access.SharedQuestions;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.view.checkpoint.SinceUnblinding;
import org.trialbook.view.question.QuestionRoutes;

/// `GET /text/…`: what stands beside the log and belongs to its lines, for those who may have these.
@RestController
public final class TextEndpoint implements Answering {

    private final SignedTree tree;
    private final SinceUnblinding unblinding;

    public TextEndpoint(SignedTree tree, SinceUnblinding unblinding) {
        this.tree = tree;
        this.unblinding = unblinding;
    }

    @Override
    public Set<QuestionPermission> questions() {
        return Set.of(SharedQuestions.BUNDLE);
    }

    /// What a line names by its hash, and no line holds.
    @GetMapping({"/text/{*path}", QuestionRoutes.STUDY + "/text/{*path}"})
    ResponseEntity<byte[]> text(Caller caller, @PathVariable String path) {
        unblinding.require(caller, SharedQuestions.BUNDLE);
        return tree.textBeside(path.substring(1))
                .map(text -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .varyBy(HttpHeaders.AUTHORIZATION)
                        .contentType(MediaType.APPLICATION_OCTET_STREAM)
                        .body(text.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow(() -> new ProblemException(Problem.of(
                        "no-such-text",
                        "The log names no such text",
                        404,
                        "What no line holds is named by the SHA-256 of its bytes, in lower-case hexadecimal.")));
    }
}
