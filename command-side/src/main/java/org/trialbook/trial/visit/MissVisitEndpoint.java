package org.trialbook.trial.visit;

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
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.ActDesk;
import org.trialbook.trial.act.ActDesk.Received;

/// `POST /api/v1/studies/{study}/subjects/{subject}/acts/miss-visit`
@RestController
final class MissVisitEndpoint {

    /// @param reason a code of the protocol's reasons for missed visits
    record Request(String visit, String reason, @Nullable String occurredAt) {}

    private final ActDesk desk;

    MissVisitEndpoint(ActDesk desk) {
        this.desk = desk;
    }

    @PostMapping("/api/v1/studies/{study}/subjects/{subject}/acts/miss-visit")
    ResponseEntity<Object> post(
            @PathVariable StudyId study,
            @PathVariable SubjectId subject,
            IdempotencyKey key,
            @RequestBody Request body,
            Caller caller) {
        Received received = new Received(Act.MISS_VISIT, study, subject, caller, key, body, body.occurredAt());
        return desk.onSubject(
                received, subject, context -> new MissVisit(context, subject, body.visit(), body.reason()));
    }
}
