package org.trialbook.view.tree;

import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Answering;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.access.SharedQuestions;
import org.trialbook.view.checkpoint.SinceUnblinding;
import org.trialbook.view.question.Responses;

/// `GET /api/v1/record/witnesses`: who has cosigned what, when, and who is behind.
@RestController
public final class WitnessesEndpoint implements Answering {

    private final WitnessStatus status;
    private final SinceUnblinding unblinding;

    public WitnessesEndpoint(WitnessStatus status, SinceUnblinding unblinding) {
        this.status = status;
        this.unblinding = unblinding;
    }

    @Override
    public Set<QuestionPermission> questions() {
        return Set.of(SharedQuestions.TREE);
    }

    @GetMapping("/api/v1/record/witnesses")
    ResponseEntity<byte[]> witnesses(Caller caller) {
        unblinding.require(caller, SharedQuestions.TREE);
        WitnessStatus.Status now = status.now();
        return Responses.write(now, Long.toString(now.signed()));
    }
}
