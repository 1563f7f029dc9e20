package org.trialbook.trial.reading;

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

/// `POST /api/v1/studies/{study}/subjects/{subject}/acts/register-read`
@RestController
final class RegisterReadEndpoint {

    /// @param media the recording's reference in the core lab's archive
    /// @param mediaHash SHA-256 of the recording, lower-case hexadecimal
    record Request(
            String visit,
            String modality,
            String media,
            String mediaHash,
            @Nullable String occurredAt) {}

    private final ActDesk desk;
    private final ReadCodes codes;

    RegisterReadEndpoint(ActDesk desk, ReadCodes codes) {
        this.desk = desk;
        this.codes = codes;
    }

    @PostMapping("/api/v1/studies/{study}/subjects/{subject}/acts/register-read")
    ResponseEntity<Object> post(
            @PathVariable StudyId study,
            @PathVariable SubjectId subject,
            IdempotencyKey key,
            @RequestBody Request body,
            Caller caller) {
        Received received = new Received(Act.REGISTER_READ, study, subject, caller, key, body, body.occurredAt());
        return desk.onSubject(
                received,
                subject,
                context -> new RegisterRead(
                        context,
                        codes.next(),
                        subject,
                        body.visit(),
                        body.modality(),
                        Given.text("media", body.media(), 300),
                        Given.sha256("mediaHash", body.mediaHash())));
    }
}
