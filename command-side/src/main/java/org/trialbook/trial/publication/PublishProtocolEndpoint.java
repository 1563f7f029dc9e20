package org.trialbook.trial.publication;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
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

/// `POST /api/v1/studies/{study}/acts/publish-protocol`
@RestController
final class PublishProtocolEndpoint {

    /// @param protocol the protocol file, YAML
    record Request(String protocol, @Nullable String occurredAt) {}

    private final ActDesk desk;
    private final boolean demo;

    PublishProtocolEndpoint(ActDesk desk, Environment environment) {
        this.desk = desk;
        this.demo = environment.matchesProfiles("demo");
    }

    @PostMapping("/api/v1/studies/{study}/acts/publish-protocol")
    ResponseEntity<Object> post(
            @PathVariable StudyId study, IdempotencyKey key, @RequestBody Request body, Caller caller) {
        Received received = new Received(Act.PUBLISH_PROTOCOL, study, study, caller, key, body, body.occurredAt());
        return desk.central(
                received,
                context -> new PublishProtocol(context, body.protocol(), SentProtocol.read(body.protocol()), demo));
    }
}
