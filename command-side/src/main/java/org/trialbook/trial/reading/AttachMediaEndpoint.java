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
import org.trialbook.event.ReadCode;
import org.trialbook.event.StudyId;
import org.trialbook.trial.act.ActDesk;
import org.trialbook.trial.act.ActDesk.Received;

/// `POST /api/v1/studies/{study}/reads/{read}/acts/attach-media`
@RestController
final class AttachMediaEndpoint {

    /// @param media `sha256:` and the hash of what was uploaded
    record Request(String media, @Nullable String occurredAt) {}

    private final ActDesk desk;
    private final ReadFamilies families;
    private final UploadedMedia media;

    AttachMediaEndpoint(ActDesk desk, ReadFamilies families, UploadedMedia media) {
        this.desk = desk;
        this.families = families;
        this.media = media;
    }

    @PostMapping("/api/v1/studies/{study}/reads/{read}/acts/attach-media")
    ResponseEntity<Object> post(
            @PathVariable StudyId study,
            @PathVariable ReadCode read,
            IdempotencyKey key,
            @RequestBody Request body,
            Caller caller) {
        Received received = new Received(Act.ATTACH_MEDIA, study, read, caller, key, body, body.occurredAt());
        return desk.central(
                received, context -> new AttachMedia(context, read, families.of(read), media.uploaded(body.media())));
    }
}
