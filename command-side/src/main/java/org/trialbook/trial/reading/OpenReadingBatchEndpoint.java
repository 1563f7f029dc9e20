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
import org.trialbook.trial.act.ActDesk;
import org.trialbook.trial.act.ActDesk.Received;
import org.trialbook.trial.act.Given;

/// `POST /api/v1/studies/{study}/reads/acts/open-reading-batch`
@RestController
final class OpenReadingBatchEndpoint {

    /// @param reason why the batch may be of few subjects, such as the last recordings of a trial
    record Request(
            String modality,
            @Nullable String reason,
            @Nullable String occurredAt) {}

    private final ActDesk desk;
    private final ReadCodes codes;

    OpenReadingBatchEndpoint(ActDesk desk, ReadCodes codes) {
        this.desk = desk;
        this.codes = codes;
    }

    @PostMapping("/api/v1/studies/{study}/reads/acts/open-reading-batch")
    ResponseEntity<Object> post(
            @PathVariable StudyId study, IdempotencyKey key, @RequestBody Request body, Caller caller) {
        Received received = new Received(Act.OPEN_READING_BATCH, study, "reads", caller, key, body, body.occurredAt());
        return desk.central(
                received,
                context -> new OpenReadingBatch(
                        context,
                        Given.text("modality", body.modality(), 40),
                        reason(body.reason()),
                        codes.next(DueAdjudications.MOST),
                        codes.lot()));
    }

    static @Nullable String reason(@Nullable String given) {
        return given == null ? null : Given.text("reason", given, 500);
    }
}
