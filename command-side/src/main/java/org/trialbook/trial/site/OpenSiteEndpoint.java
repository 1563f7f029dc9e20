package org.trialbook.trial.site;

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

/// `POST /api/v1/studies/{study}/acts/open-site`
@RestController
final class OpenSiteEndpoint {

    /// @param zone IANA time zone, such as `Europe/Berlin`
    record Request(
            SiteId site, String name, String zone, @Nullable String occurredAt) {}

    private final ActDesk desk;

    OpenSiteEndpoint(ActDesk desk) {
        this.desk = desk;
    }

    @PostMapping("/api/v1/studies/{study}/acts/open-site")
    ResponseEntity<Object> post(
            @PathVariable StudyId study, IdempotencyKey key, @RequestBody Request body, Caller caller) {
        Received received = new Received(Act.OPEN_SITE, study, study, caller, key, body, body.occurredAt());
        return desk.central(
                received,
                context -> new OpenSite(
                        context, body.site(), Given.text("name", body.name(), 200), Given.zone("zone", body.zone())));
    }
}
