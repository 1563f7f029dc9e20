package org.trialbook.trial.assessment;

import java.time.LocalDate;
import java.util.Map;
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
import org.trialbook.event.Value;
import org.trialbook.trial.act.ActDesk;
import org.trialbook.trial.act.ActDesk.Received;

/// `POST /api/v1/studies/{study}/subjects/{subject}/acts/record-assessment`
@RestController
final class RecordAssessmentEndpoint {

    /// @param values item code → answer
    record Request(
            String visit,
            String form,
            LocalDate assessedOn,
            Map<String, Value> values,
            @Nullable String occurredAt) {}

    private final ActDesk desk;

    RecordAssessmentEndpoint(ActDesk desk) {
        this.desk = desk;
    }

    @PostMapping("/api/v1/studies/{study}/subjects/{subject}/acts/record-assessment")
    ResponseEntity<Object> post(
            @PathVariable StudyId study,
            @PathVariable SubjectId subject,
            IdempotencyKey key,
            @RequestBody Request body,
            Caller caller) {
        Received received = new Received(Act.RECORD_ASSESSMENT, study, subject, caller, key, body, body.occurredAt());
        return desk.onSubject(
                received,
                subject,
                context -> new RecordAssessment(
                        context, subject, body.visit(), body.form(), body.assessedOn(), body.values()));
    }
}
