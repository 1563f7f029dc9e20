package org.trialbook.trial.reading;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Act;
import org.trialbook.access.Caller;
import org.trialbook.access.http.IdempotencyKey;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectId;
import org.trialbook.store.media.StoredMedia;
import org.trialbook.trial.act.ActContext;
import org.trialbook.trial.act.ActDesk;
import org.trialbook.trial.act.ActDesk.Received;
import org.trialbook.trial.act.Given;

/// `POST /api/v1/studies/{study}/subjects/{subject}/acts/register-read`
@RestController
final class RegisterReadEndpoint {

    /// @param media the recording's reference in the core lab's archive, or `sha256:` and the hash of what was uploaded
    /// @param mediaHash SHA-256 of a recording in an archive, lower-case hexadecimal
    record Request(
            String visit,
            String modality,
            String media,
            @Nullable String mediaHash,
            @Nullable String occurredAt) {}

    private final ActDesk desk;
    private final ReadCodes codes;
    private final UploadedMedia media;

    RegisterReadEndpoint(ActDesk desk, ReadCodes codes, UploadedMedia media) {
        this.desk = desk;
        this.codes = codes;
        this.media = media;
    }

    @PostMapping("/api/v1/studies/{study}/subjects/{subject}/acts/register-read")
    ResponseEntity<Object> post(
            @PathVariable StudyId study,
            @PathVariable SubjectId subject,
            IdempotencyKey key,
            @RequestBody Request body,
            Caller caller) {
        Received received = new Received(Act.REGISTER_READ, study, subject, caller, key, body, body.occurredAt());
        return desk.onSubject(received, subject, context -> act(context, subject, body));
    }

    private RegisterRead act(ActContext context, SubjectId subject, Request body) {
        String reference = Given.text("media", body.media(), 300);
        boolean uploaded = UploadedMedia.isOne(reference);
        if (!uploaded && body.mediaHash() == null) {
            throw new ProblemException(Problems.missingField("mediaHash"));
        }
        StoredMedia found = uploaded ? media.uploaded(reference) : null;
        String given = body.mediaHash() == null ? null : Given.sha256("mediaHash", body.mediaHash());
        if (found != null && given != null && !given.equals(found.hash())) {
            throw new ProblemException(Problems.invalidField("mediaHash", "it is not the hash that media names"));
        }
        return new RegisterRead(
                context,
                codes.next(),
                codes.next(),
                subject,
                body.visit(),
                body.modality(),
                reference,
                found != null ? found.hash() : Objects.requireNonNull(given),
                found);
    }
}
