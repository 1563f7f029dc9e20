package org.trialbook.trial.correction;

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
import org.trialbook.trial.act.Given;

/// `POST /api/v1/studies/{study}/subjects/{subject}/acts/correct-value`
@RestController
final class CorrectValueEndpoint {

    /// @param from the answer as it stands; absent when the item is empty
    /// @param to what it should be; absent to withdraw the answer
    record Request(
            String visit,
            String form,
            String item,
            @Nullable Value from,
            @Nullable Value to,
            String because,
            @Nullable String occurredAt) {}

    private final ActDesk desk;

    CorrectValueEndpoint(ActDesk desk) {
        this.desk = desk;
    }

    @PostMapping("/api/v1/studies/{study}/subjects/{subject}/acts/correct-value")
    ResponseEntity<Object> post(
            @PathVariable StudyId study,
            @PathVariable SubjectId subject,
            IdempotencyKey key,
            @RequestBody Request body,
            Caller caller) {
        Received received = new Received(Act.CORRECT_VALUE, study, subject, caller, key, body, body.occurredAt());
        return desk.onSubject(
                received,
                subject,
                context -> new CorrectValue(
                        context,
                        subject,
                        body.visit(),
                        body.form(),
                        body.item(),
                        body.from(),
                        body.to(),
                        Given.text("because", body.because(), 500)));
    }
}
