package org.trialbook.trial.site;

import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.ZONE;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.openSite;
import static org.trialbook.trial.HotCrt.published;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource({"01, 001", "001, 01", "00, 000", "099, 99"})
    void aNumberIsTheSameWithMoreZerosInFront(String open, String asked) {
        given(published(), opened(open))
                .when(opening(asked))
                .thenRefused("site-number-taken", Map.of("site", asked, "open", open));
    }

    @ParameterizedTest
    @CsvSource({"01, 010", "10, 100", "10, 01", "01, 011"})
    void zerosElsewhereMakeAnotherNumber(String open, String asked) {
        given(published(), opened(open)).when(opening(asked)).recorded(SiteOpened.class);
    }

    /// As an earlier program opened them.
    @Test
    void whereBothAreOpenEachIsOpen() {
        for (String asked : List.of("01", "001")) {
            given(published(), opened("01"), opened("001"))
                    .when(opening(asked))
                    .thenRefused("already-recorded", Map.of("recorded", "site " + asked + " is open"));
        }
    }

    private static OpenSite opening(String site) {
        return new OpenSite(by(DATA_MANAGER), new SiteId(site), "Nordstadt", ZONE);
    }

    private static SiteOpened opened(String site) {
        return new SiteOpened(STUDY, new SiteId(site), "Nordstadt", ZONE.getId());
    }
}
