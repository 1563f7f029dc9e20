package org.trialbook.view.checkpoint;

import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Answering;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.access.SharedQuestions;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.store.StoredCheckpoints;
import org.trialbook.view.question.QuestionRoutes;
import org.trialbook.view.question.Responses;

/// `GET /checkpoint`: the newest signed note with the cosignatures that are there, as text; for those who may know how
/// many events there are.
@RestController
public final class CheckpointEndpoint implements Answering {

    private final CheckpointSource checkpoints;
    private final SinceUnblinding unblinding;

    public CheckpointEndpoint(CheckpointSource checkpoints, SinceUnblinding unblinding) {
        this.checkpoints = checkpoints;
        this.unblinding = unblinding;
    }

    @Override
    public Set<QuestionPermission> questions() {
        return Set.of(SharedQuestions.CHECKPOINT);
    }

    @GetMapping({"/checkpoint", QuestionRoutes.STUDY + "/checkpoint"})
    ResponseEntity<byte[]> checkpoint(Caller caller) {
        unblinding.require(caller, SharedQuestions.CHECKPOINT);
        StoredCheckpoints.Signed newest = checkpoints.newest().orElseThrow(CheckpointEndpoint::none);
        String size = Long.toString(newest.checkpoint().size());
        // Cosignatures come in later than the signature: the size alone does not identify the bytes.
        return ResponseEntity.ok()
                .headers(Responses.headers(size))
                .eTag(Responses.etag(size, newest.note()))
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
