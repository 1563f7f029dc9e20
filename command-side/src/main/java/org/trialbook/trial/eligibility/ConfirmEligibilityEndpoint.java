package org.trialbook.trial.eligibility;

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
import org.trialbook.trial.act.Given;

/// `POST /api/v1/studies/{study}/subjects/{subject}/acts/confirm-eligibility`
@RestController
final class ConfirmEligibilityEndpoint {

    /// @param answers item code → answer; every item of the protocol's eligibility questions
    /// @param because why an assessment that was confirmed is replaced by this one; absent the first time
    record Request(
            LocalDate assessedOn,
            Map<String, Value> answers,
            @Nullable String because,
            @Nullable String occurredAt) {}

    private final ActDesk desk;

    ConfirmEligibilityEndpoint(ActDesk desk) {
        this.desk = desk;
    }

    @PostMapping("/api/v1/studies/{study}/subjects/{subject}/acts/confirm-eligibility")
    ResponseEntity<Object> post(
            @PathVariable StudyId study,
            @PathVariable SubjectId subject,
            IdempotencyKey key,
            @RequestBody Request body,
            Caller caller) {
        Received received = new Received(Act.CONFIRM_ELIGIBILITY, study, subject, caller, key, body, body.occurredAt());
        return desk.onSubject(
                received,
                subject,
                context -> new ConfirmEligibility(
                        context, subject, body.assessedOn(), body.answers(), because(body.because())));
    }

    private static @Nullable String because(@Nullable String given) {
        return given == null ? null : Given.text("because", given, 500);
    }
}
