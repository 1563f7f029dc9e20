package org.trialbook.trial.lock;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Act;
import org.trialbook.access.Caller;
import org.trialbook.access.http.IdempotencyKey;
import org.trialbook.event.StudyId;
import org.trialbook.trial.act.ActDesk;
import org.trialbook.trial.act.ActDesk.Received;
import org.trialbook.trial.act.Given;

/// `POST /api/v1/studies/{study}/acts/lock-study`
@RestController
final class LockStudyEndpoint {

    record Request(String reason, @Nullable String occurredAt) {}

    private final ActDesk desk;

    LockStudyEndpoint(ActDesk desk) {
        this.desk = desk;
    }

    @PostMapping("/api/v1/studies/{study}/acts/lock-study")
    ResponseEntity<Object> post(
            @PathVariable StudyId study, IdempotencyKey key, @RequestBody Request body, Caller caller) {
        Received received = new Received(Act.LOCK_STUDY, study, study, caller, key, body, body.occurredAt());
        return desk.central(received, context -> new LockStudy(context, Given.text("reason", body.reason(), 500)));
    }
}
