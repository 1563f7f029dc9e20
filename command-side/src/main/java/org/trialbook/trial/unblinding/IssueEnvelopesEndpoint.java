package org.trialbook.trial.unblinding;

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

/// `POST /api/v1/studies/{study}/sites/{site}/acts/issue-envelopes`
@RestController
final class IssueEnvelopesEndpoint {

    record Request(@Nullable String occurredAt) {}

    private final ActDesk desk;

    IssueEnvelopesEndpoint(ActDesk desk) {
        this.desk = desk;
    }

    @PostMapping("/api/v1/studies/{study}/sites/{site}/acts/issue-envelopes")
    ResponseEntity<Object> post(
            @PathVariable StudyId study,
            @PathVariable SiteId site,
            IdempotencyKey key,
            @RequestBody Request body,
            Caller caller) {
        Received received = new Received(Act.ISSUE_ENVELOPES, study, site, caller, key, body, body.occurredAt());
        return desk.atSite(received, site, context -> new IssueEnvelopes(context, site));
    }
}
