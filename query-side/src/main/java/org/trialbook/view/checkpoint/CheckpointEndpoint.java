package org.trialbook.view.checkpoint;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.Question;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.store.Checkpoints;
import org.trialbook.view.answer.Answers;
import org.trialbook.view.answer.Paths;

/// `GET …/checkpoint`: the newest signed note, as text.
@RestController
public final class CheckpointEndpoint {

    private final SignedCheckpoints checkpoints;

    public CheckpointEndpoint(SignedCheckpoints checkpoints) {
        this.checkpoints = checkpoints;
    }

    @GetMapping(Paths.STUDY + "/checkpoint")
    ResponseEntity<byte[]> checkpoint(Caller caller) {
        Permissions.require(caller, Question.CHECKPOINT);
        Checkpoints.Signed newest = checkpoints.newest().orElseThrow(CheckpointEndpoint::none);
        return ResponseEntity.ok()
                .headers(Answers.headers(newest.checkpoint().size()))
                .eTag("\"%d\"".formatted(newest.checkpoint().size()))
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
