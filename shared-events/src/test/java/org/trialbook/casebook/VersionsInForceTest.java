package org.trialbook.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.SiteOpened;
import org.trialbook.event.StudyEvent.VersionActivated;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectEvent.ConsentSigned;
import org.trialbook.event.SubjectEvent.SubjectMovedToVersion;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.event.UrgentVersionEvent.VersionActivatedAtOnce;

class VersionsInForceTest {
    private static final StudyId STUDY = new StudyId("HOT-CRT");
    private static final SiteId ONE = new SiteId("01");
    private static final SiteId TWO = new SiteId("02");
    private static final SubjectId SUBJECT = new SubjectId("01-001");
    private static final String YAML = file();
    private static final String MOVING = YAML.replace("\ntarget:", "\nsubjects-move: true\ntarget:");

    /// Of another site.
    private static final TrialEvent NOTHING = opened(new SiteId("99"));

    @Test
    void theFirstVersionHoldsEverywhere() {
        VersionsInForce versions = after(published("1", false));

        assertThat(versions.newest()).contains("1");
        assertThat(versions.at(ONE)).contains("1");
        assertThat(versions.waitingAt(ONE)).isEmpty();
    }

    @Test
    void beforeItNothingHolds() {
        assertThat(VersionsInForce.NONE.newest()).isEmpty();
        assertThat(VersionsInForce.NONE.at(ONE)).isEmpty();
    }

    @Test
    void aLaterOneHoldsWhereItIsActivated() {
        VersionsInForce versions =
                after(published("1", false), opened(ONE), opened(TWO), published("2", true), activated(ONE, "2"));

        assertThat(versions.at(ONE)).contains("2");
        assertThat(versions.at(TWO)).contains("1");
        assertThat(versions.waitingAt(TWO)).containsExactly("2");
        assertThat(versions.newest()).contains("2");
    }

    /// Whatever of its approval.
    @Test
    void aHazardLetsItHoldBeforeItsApproval() {
        VersionsInForce versions = after(
                published("1", false),
                opened(ONE),
                opened(TWO),
                published("2", true),
                new VersionActivatedAtOnce(STUDY, ONE, "2", "leads break"));

        assertThat(versions.at(ONE)).contains("2");
        assertThat(versions.at(TWO)).contains("1");
    }

    @Test
    void whichOpensLaterBeginsUnderTheNewest() {
        VersionsInForce versions = after(published("1", false), opened(ONE), published("2", true), opened(TWO));

        assertThat(versions.at(ONE)).contains("1");
        assertThat(versions.at(TWO)).contains("2");
    }

    /// As in every record of an earlier release.
    @Test
    void oneThatAwaitsNobodyHoldsEverywhereAtOnce() {
        VersionsInForce versions =
                after(published("1", false), opened(ONE), published("2", true), published("3", false));

        assertThat(versions.at(ONE)).contains("3");
        assertThat(versions.sites().get("01"))
                .containsExactly(new VersionsInForce.Since("1", 1, false), new VersionsInForce.Since("3", 3, true));
    }

    @Test
    void aSubjectStaysUnderTheVersionOfItsConsent() {
        VersionsInForce versions =
                after(published("1", false), opened(ONE), NOTHING, published("2", true), activated(ONE, "2"), NOTHING);

        assertThat(versions.of(ONE, consented(2))).contains("1");
        assertThat(versions.of(ONE, consented(5))).contains("2");
        assertThat(versions.of(ONE, OwnVersion.NONE)).as("before its consent").contains("2");
    }

    @Test
    void itIsMovedByAnActOfItsOwn() {
        VersionsInForce versions =
                after(published("1", false), opened(ONE), NOTHING, published("2", true), activated(ONE, "2"), NOTHING);
        OwnVersion moved = consented(2)
                .after(new SubjectMovedToVersion(STUDY, SUBJECT, ONE, "2", LocalDate.of(2026, 4, 27), "3.0"), 5);

        assertThat(versions.of(ONE, moved)).contains("2");
        assertThat(versions.of(ONE, moved, 5)).as("until then").contains("1");
    }

    @Test
    void itIsMovedWithItsSiteWhereTheVersionSaysSo() {
        VersionsInForce versions = after(
                published("1", false),
                opened(ONE),
                NOTHING,
                published("2", MOVING, true),
                activated(ONE, "2"),
                published("3", true),
                activated(ONE, "3"));

        assertThat(versions.of(ONE, consented(2))).contains("2");
        assertThat(versions.of(ONE, consented(2), 4)).contains("1");
    }

    /// As in every record of an earlier release.
    @Test
    void oneThatHoldsAtOnceHoldsForEverySubject() {
        VersionsInForce versions = after(published("1", false), opened(ONE), NOTHING, published("2", false));

        assertThat(versions.of(ONE, consented(2))).contains("2");
        assertThat(versions.of(ONE, consented(2), 3))
                .as("when a form was recorded before")
                .contains("1");
    }

    private static OwnVersion consented(long position) {
        return OwnVersion.NONE.after(new ConsentSigned(STUDY, SUBJECT, ONE, LocalDate.of(2026, 3, 2), "2.1"), position);
    }

    private static VersionsInForce after(TrialEvent... events) {
        VersionsInForce versions = VersionsInForce.NONE;
        for (int position = 0; position < events.length; position++) {
            versions = versions.after(events[position], position);
        }
        return versions;
    }

    private static ProtocolPublished published(String version, boolean awaitsSites) {
        return published(version, YAML, awaitsSites);
    }

    private static ProtocolPublished published(String version, String yaml, boolean awaitsSites) {
        return new ProtocolPublished(STUDY, version, "0".repeat(64), yaml, awaitsSites);
    }

    private static String file() {
        try {
            return Files.readString(Path.of("../protocols/hot-crt.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SiteOpened opened(SiteId site) {
        return new SiteOpened(STUDY, site, "Nordstadt", "Europe/Berlin");
    }

    private static VersionActivated activated(SiteId site, String version) {
        return new VersionActivated(STUDY, site, version, LocalDate.of(2026, 4, 20), "EC 2026/117");
    }
}
