package org.trialbook.trial.reading;

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
import org.trialbook.event.ArmGuess;
import org.trialbook.event.ReadCode;
import org.trialbook.event.StudyId;
import org.trialbook.event.Value;
import org.trialbook.trial.act.ActDesk;
import org.trialbook.trial.act.ActDesk.Received;

/// `POST /api/v1/studies/{study}/reads/{read}/acts/submit-read`
@RestController
final class SubmitReadEndpoint {

    /// @param values item code → measurement; empty when not evaluable
    /// @param guess the arm the reader believes in, if any
    record Request(
            Map<String, Value> values,
            @Nullable String notEvaluable,
            ArmGuess guess,
            @Nullable String occurredAt) {}

    private final ActDesk desk;
    private final ReadFamilies families;

    SubmitReadEndpoint(ActDesk desk, ReadFamilies families) {
        this.desk = desk;
        this.families = families;
    }

    @PostMapping("/api/v1/studies/{study}/reads/{read}/acts/submit-read")
    ResponseEntity<Object> post(
            @PathVariable StudyId study,
            @PathVariable ReadCode read,
            IdempotencyKey key,
            @RequestBody Request body,
            Caller caller) {
        Received received = new Received(Act.SUBMIT_READ, study, read, caller, key, body, body.occurredAt());
        return desk.central(
                received,
                context -> new SubmitRead(
                        context, read, families.of(read), body.values(), body.notEvaluable(), body.guess()));
    }
}
