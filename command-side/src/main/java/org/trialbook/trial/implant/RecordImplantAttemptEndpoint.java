package org.trialbook.trial.implant;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Act;
import org.trialbook.access.Caller;
import org.trialbook.access.http.IdempotencyKey;
import org.trialbook.event.ImplantAttempt;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.ActDesk;
import org.trialbook.trial.act.ActDesk.Received;

/// `POST /api/v1/studies/{study}/subjects/{subject}/acts/record-implant-attempt`
@RestController
final class RecordImplantAttemptEndpoint {

    /// @param attempt what was tried and how it went
    record Request(
            LocalDate performedOn,
            ImplantAttempt attempt,
            @Nullable String occurredAt) {}

    private final ActDesk desk;

    RecordImplantAttemptEndpoint(ActDesk desk) {
        this.desk = desk;
    }

    @PostMapping("/api/v1/studies/{study}/subjects/{subject}/acts/record-implant-attempt")
    ResponseEntity<Object> post(
            @PathVariable StudyId study,
            @PathVariable SubjectId subject,
            IdempotencyKey key,
            @RequestBody Request body,
            Caller caller) {
        Received received =
                new Received(Act.RECORD_IMPLANT_ATTEMPT, study, subject, caller, key, body, body.occurredAt());
        return desk.onSubject(
                received,
                subject,
                context -> new RecordImplantAttempt(context, subject, body.performedOn(), body.attempt()));
    }
}
