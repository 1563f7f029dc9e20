package org.trialbook.trial.unblinding;

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
import org.trialbook.trial.act.Given;

/// `POST /api/v1/studies/{study}/subjects/{subject}/acts/assess-unblinding`
@RestController
final class AssessUnblindingEndpoint {

    /// @param unblinding its number, 1 for the subject's first
    /// @param impact a code of the protocol's impacts
    record Request(
            int unblinding,
            String impact,
            String note,
            @Nullable String occurredAt) {}

    private final ActDesk desk;

    AssessUnblindingEndpoint(ActDesk desk) {
        this.desk = desk;
    }

    @PostMapping("/api/v1/studies/{study}/subjects/{subject}/acts/assess-unblinding")
    ResponseEntity<Object> post(
            @PathVariable StudyId study,
            @PathVariable SubjectId subject,
            IdempotencyKey key,
            @RequestBody Request body,
            Caller caller) {
        Received received = new Received(Act.ASSESS_UNBLINDING, study, subject, caller, key, body, body.occurredAt());
        return desk.onSubject(
                received,
                subject,
                context -> new AssessUnblinding(
                        context, subject, body.unblinding(), body.impact(), Given.note("note", body.note())));
    }
}
