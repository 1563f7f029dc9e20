package org.trialbook.view.tree;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Asks;
import org.trialbook.access.Caller;
import org.trialbook.access.Question;
import org.trialbook.view.answer.QueryResponses;
import org.trialbook.view.checkpoint.SinceUnblinding;

/// `GET /api/v1/record/witnesses`: who has cosigned what, when, and who is behind.
@RestController
public final class WitnessesEndpoint {

    private final WitnessStatus status;
    private final SinceUnblinding unblinding;

    public WitnessesEndpoint(WitnessStatus status, SinceUnblinding unblinding) {
        this.status = status;
        this.unblinding = unblinding;
    }

    @Asks(Question.TREE)
    @GetMapping("/api/v1/record/witnesses")
    ResponseEntity<byte[]> witnesses(Caller caller) {
        unblinding.require(caller, Question.TREE);
        WitnessStatus.Status now = status.now();
        return QueryResponses.write(QueryResponses.Body.whole(now), Long.toString(now.signed()));
    }
}
