package org.trialbook.view.checkpoint;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Asks;
import org.trialbook.access.Caller;
import org.trialbook.access.Question;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.store.StoredCheckpoints;
import org.trialbook.view.answer.Paths;
import org.trialbook.view.answer.QueryResponses;

/// `GET /checkpoint`: the newest signed note with the cosignatures that are there, as text; for those who may know how
/// many events there are.
@RestController
public final class CheckpointEndpoint {

    private final CheckpointSource checkpoints;
    private final SinceUnblinding unblinding;

    public CheckpointEndpoint(CheckpointSource checkpoints, SinceUnblinding unblinding) {
        this.checkpoints = checkpoints;
        this.unblinding = unblinding;
    }

    @Asks(Question.CHECKPOINT)
    @GetMapping({"/checkpoint", Paths.STUDY + "/checkpoint"})
    ResponseEntity<byte[]> checkpoint(Caller caller) {
        unblinding.require(caller, Question.CHECKPOINT);
        StoredCheckpoints.Signed newest = checkpoints.newest().orElseThrow(CheckpointEndpoint::none);
        String size = Long.toString(newest.checkpoint().size());
        // Cosignatures come in later than the signature: the size alone does not identify the bytes.
        return ResponseEntity.ok()
                .headers(QueryResponses.headers(size))
                .eTag(QueryResponses.etag(size, newest.note()))
                .contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
                .body(newest.note());
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
