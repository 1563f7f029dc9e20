package org.trialbook.trial.site;

import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.ZONE;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.openSite;
import static org.trialbook.trial.HotCrt.published;
import static org.trialbook.trial.Scenario.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.SiteOpened;

class OpeningASiteTest {

    private static final OpenSite OPEN = new OpenSite(by(DATA_MANAGER), SITE, "Nordstadt", ZONE);

    @Test
    void aSiteOpensOnceThereIsAProtocol() {
        given(published()).when(OPEN).thenRecorded(new SiteOpened(STUDY, SITE, "Nordstadt", "Europe/Berlin"));
    }

    @Test
    void noSiteOpensBeforeTheProtocol() {
        given().when(OPEN).thenRefused("no-protocol", Map.of());
    }

    @Test
    void aSiteOpensOnce() {
        given(openSite()).when(OPEN).thenRefused("already-recorded", Map.of("recorded", "site 01 is open"));
    }

    @Test
    void anotherSitesOpeningDoesNotMatter() {
        given(openSite())
                .when(new OpenSite(by(DATA_MANAGER), new SiteId("02"), "Südstadt", ZONE))
                .recorded(SiteOpened.class);
    }
}
