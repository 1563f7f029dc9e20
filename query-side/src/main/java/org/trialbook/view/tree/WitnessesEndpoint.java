package org.trialbook.view.tree;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Asks;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.Question;
import org.trialbook.view.answer.Answers;

/// `GET /api/v1/record/witnesses`: who has cosigned what, when, and who is behind.
@RestController
public final class WitnessesEndpoint {

    private final WitnessStatus status;

    public WitnessesEndpoint(WitnessStatus status) {
        this.status = status;
    }

    @Asks(Question.TREE)
    @GetMapping("/api/v1/record/witnesses")
    ResponseEntity<byte[]> witnesses(Caller caller) {
        Permissions.require(caller, Question.TREE);
        WitnessStatus.Status now = status.now();
        return Answers.write(Answers.Body.whole(now), now.signed());
    }
}
