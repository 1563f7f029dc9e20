package org.trialbook.trial.allocationseed;

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

/// `POST /api/v1/studies/{study}/acts/reveal-seed`
@RestController
final class RevealSeedEndpoint {

    /// Nothing but when: what is revealed are the shares that the process holds.
    record Request(@Nullable String occurredAt) {}

    private final ActDesk desk;

    RevealSeedEndpoint(ActDesk desk) {
        this.desk = desk;
    }

    @PostMapping("/api/v1/studies/{study}/acts/reveal-seed")
    ResponseEntity<Object> post(
            @PathVariable StudyId study, IdempotencyKey key, @RequestBody Request body, Caller caller) {
        Received received = new Received(Act.REVEAL_SEED, study, study, caller, key, body, body.occurredAt());
        return desk.central(received, RevealSeed::new);
    }
}
