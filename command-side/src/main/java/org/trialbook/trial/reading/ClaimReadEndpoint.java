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

/// `POST /api/v1/studies/{study}/reads/acts/claim-read`
@RestController
final class ClaimReadEndpoint {

    /// @param modality of which a read is wanted, such as `echo`
    record Request(String modality, @Nullable String occurredAt) {}

    private final ActDesk desk;
    private final ReadCodes codes;

    ClaimReadEndpoint(ActDesk desk, ReadCodes codes) {
        this.desk = desk;
        this.codes = codes;
    }

    @PostMapping("/api/v1/studies/{study}/reads/acts/claim-read")
    ResponseEntity<Object> post(
            @PathVariable StudyId study, IdempotencyKey key, @RequestBody Request body, Caller caller) {
        Received received = new Received(Act.CLAIM_READ, study, "reads", caller, key, body, body.occurredAt());
        return desk.central(
                received, context -> new ClaimRead(context, Given.text("modality", body.modality(), 40), codes.lot()));
    }
}
