package org.trialbook.trial.site;

import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.SiteOpened;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;

class OpeningASiteTest implements ActExamples {
    private static final AtomicInteger NEXT = new AtomicInteger(50);

    private static final Asked<?, ?> OPEN =
            ask(OpenSite.class, by(DATA_MANAGER), STUDY, new OpenSite.Body(SITE, "Nordstadt", ZONE.getId()));

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
                .when(ask(
                        OpenSite.class,
                        by(DATA_MANAGER),
                        STUDY,
                        new OpenSite.Body(new SiteId("02"), "Südstadt", ZONE.getId())))
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

    private static Asked<?, ?> opening(String site) {
        return ask(
                OpenSite.class,
                by(DATA_MANAGER),
                STUDY,
                new OpenSite.Body(new SiteId(site), "Nordstadt", ZONE.getId()));
    }

    private static SiteOpened opened(String site) {
        return new SiteOpened(STUDY, new SiteId(site), "Nordstadt", ZONE.getId());
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(
                        OpenSite.class,
                        by(DATA_MANAGER),
                        STUDY,
                        new OpenSite.Body(SITE, "Nordstadt", ZONE.getId()),
                        List.of(published()))
                .sending(trial -> Map.of(
                        "site",
                        Integer.toString(NEXT.getAndIncrement()),
                        "name",
                        "Hospital",
                        "zone",
                        "America/New_York"))
                .wrong("site", "1", 400, "malformed-id")
                .wrong("site", "01", 422, "already-recorded")
                .wrong("site", "001", 422, "site-number-taken")
                .wrong("name", " ", 400, "invalid-field")
                .wrong("name", "x".repeat(201), 400, "invalid-field")
                .wrong("name", "a\u0000b", 400, "invalid-field")
                .wrong("name", "half \ud83d", 400, "invalid-field")
                .wrong("zone", "Mars/Olympus", 400, "invalid-field")
                .refused("already-recorded", openSite())
                .refused(
                        "site-number-taken",
                        new OpenSite.Body(new SiteId("001"), "Nordstadt", ZONE.getId()),
                        openSite()));
    }
}
