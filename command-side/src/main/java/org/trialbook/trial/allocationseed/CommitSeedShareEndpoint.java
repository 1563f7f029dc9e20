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
import org.trialbook.allocation.SeedParty;
import org.trialbook.event.StudyId;
import org.trialbook.trial.act.ActDesk;
import org.trialbook.trial.act.ActDesk.Received;
import org.trialbook.trial.act.Given;

/// `POST /api/v1/studies/{study}/acts/commit-seed-share`
@RestController
final class CommitSeedShareEndpoint {

    /// The party is whom the caller's role stands for.
    ///
    /// @param commitment SHA-256, lower-case hexadecimal
    record Request(String commitment, @Nullable String occurredAt) {}

    private final ActDesk desk;

    CommitSeedShareEndpoint(ActDesk desk) {
        this.desk = desk;
    }

    @PostMapping("/api/v1/studies/{study}/acts/commit-seed-share")
    ResponseEntity<Object> post(
            @PathVariable StudyId study, IdempotencyKey key, @RequestBody Request body, Caller caller) {
        Received received = new Received(Act.COMMIT_SEED_SHARE, study, study, caller, key, body, body.occurredAt());
        return desk.central(
                received,
                context -> new CommitSeedShare(
                        context,
                        SeedParty.named(caller.role().storedName()).orElseThrow(),
                        Given.sha256("commitment", body.commitment())));
    }
}
