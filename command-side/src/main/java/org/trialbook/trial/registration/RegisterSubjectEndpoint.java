package org.trialbook.trial.registration;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Act;
import org.trialbook.access.Caller;
import org.trialbook.access.http.IdempotencyKey;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyId;
import org.trialbook.trial.act.ActDesk;
import org.trialbook.trial.act.ActDesk.Received;
import org.trialbook.trial.act.Given;

/// `POST /api/v1/studies/{study}/sites/{site}/acts/register-subject`
@RestController
final class RegisterSubjectEndpoint {

    /// @param sex `female`, `male` or `other`
    record Request(
            LocalDate registeredOn,
            int birthYear,
            String sex,
            @Nullable String occurredAt) {}

    private final ActDesk desk;

    RegisterSubjectEndpoint(ActDesk desk) {
        this.desk = desk;
    }

    @PostMapping("/api/v1/studies/{study}/sites/{site}/acts/register-subject")
    ResponseEntity<Object> post(
            @PathVariable StudyId study,
            @PathVariable SiteId site,
            IdempotencyKey key,
            @RequestBody Request body,
            Caller caller) {
        Received received = new Received(Act.REGISTER_SUBJECT, study, site, caller, key, body, body.occurredAt());
        return desk.atSite(
                received,
                site,
                context -> new RegisterSubject(
                        context,
                        site,
                        body.registeredOn(),
                        body.birthYear(),
                        Given.oneOf("sex", body.sex(), List.of("female", "male", "other"))));
    }
}
