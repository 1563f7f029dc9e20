package org.trialbook.view.checkpoint;

import java.util.HexFormat;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Asks;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.Question;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.ledger.Sha256;
import org.trialbook.store.Checkpoints;
import org.trialbook.view.answer.Answers;
import org.trialbook.view.answer.Paths;

/// `GET /checkpoint`: the newest signed note with the cosignatures that are there, as text.
@RestController
public final class CheckpointEndpoint {

    private final SignedCheckpoints checkpoints;

    public CheckpointEndpoint(SignedCheckpoints checkpoints) {
        this.checkpoints = checkpoints;
    }

    @Asks(Question.CHECKPOINT)
    @GetMapping({"/checkpoint", Paths.STUDY + "/checkpoint"})
    ResponseEntity<byte[]> checkpoint(Caller caller) {
        Permissions.require(caller, Question.CHECKPOINT);
        Checkpoints.Signed newest = checkpoints.newest().orElseThrow(CheckpointEndpoint::none);
        return ResponseEntity.ok()
                .headers(Answers.headers(newest.checkpoint().size()))
                .eTag(etag(newest))
                .contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
                .body(newest.note());
    }

    /// Cosignatures come in later than the signature: the size alone does not identify the bytes.
    private static String etag(Checkpoints.Signed signed) {
        byte[] hash = Sha256.leaf(signed.note()).bytes();
        return "\"%d-%s\"".formatted(signed.checkpoint().size(), HexFormat.of().formatHex(hash, 0, 8));
    }

    /// Nothing has been signed, or nothing that far back.
    public static ProblemException none() {
        return new ProblemException(Problem.of(
                "no-checkpoint",
                "There is no signed checkpoint",
                404,
                "The log has not signed a checkpoint over so few events. It signs whenever it has grown."));
    }
}
