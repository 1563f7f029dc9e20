package org.trialbook.trial.deviation;

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
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.ActDesk;
import org.trialbook.trial.act.ActDesk.Received;
import org.trialbook.trial.act.Given;

/// `POST /api/v1/studies/{study}/subjects/{subject}/acts/record-deviation`
@RestController
final class RecordDeviationEndpoint {

    /// @param deviation a code of the protocol's deviations
    record Request(
            String deviation,
            LocalDate on,
            String note,
            @Nullable String occurredAt) {}

    private final ActDesk desk;

    RecordDeviationEndpoint(ActDesk desk) {
        this.desk = desk;
    }

    @PostMapping("/api/v1/studies/{study}/subjects/{subject}/acts/record-deviation")
    ResponseEntity<Object> post(
            @PathVariable StudyId study,
            @PathVariable SubjectId subject,
            IdempotencyKey key,
            @RequestBody Request body,
            Caller caller) {
        Received received = new Received(Act.RECORD_DEVIATION, study, subject, caller, key, body, body.occurredAt());
        return desk.onSubject(
                received,
                subject,
                context -> new RecordDeviation(
                        context, subject, body.deviation(), body.on(), Given.note("note", body.note())));
    }
}
