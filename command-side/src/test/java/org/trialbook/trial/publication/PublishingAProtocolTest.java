package org.trialbook.trial.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.YAML;
import static org.trialbook.trial.HotCrt.amended;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.published;
import static org.trialbook.trial.HotCrt.randomized;
import static org.trialbook.trial.Scenario.given;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trialbook.access.demo.DemoMode;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.Asked;
import org.trialbook.trial.act.Command;

class PublishingAProtocolTest {

    @Test
    void theFirstVersionIsRecordedWithItsHash() throws Exception {
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(YAML.getBytes(StandardCharsets.UTF_8)));

        given().when(publish(YAML)).thenRecorded(new ProtocolPublished(STUDY, "1", hash, YAML));
    }

    @Test
    void aVersionIsPublishedOnce() {
        given(published()).when(publish(YAML)).thenRefused("version-already-published", Map.of("version", "1"));
    }

    /// Each is a file of the bundle, and is to be one on every disk.
    @Test
    void twoVersionsDifferByMoreThanTheCaseOfTheirLetters() {
        given(published(), published("2a", YAML))
                .when(publish(YAML.replace("version: \"1\"", "version: \"2A\"")))
                .thenRefused("version-already-published", Map.of("version", "2a"));
    }

    @Test
    void aRecordHoldsNoMoreVersionsThanABundle() {
        List<ProtocolPublished> all = IntStream.range(0, 1_000)
                .mapToObj(i -> published("1." + i, YAML))
                .toList();
        Asked<?, ?> next = publish(YAML.replace("version: \"1\"", "version: \"2\""));

        given(all.subList(0, 999)).when(next).recorded(ProtocolPublished.class);
        given(all).when(next).thenRefused("too-many-versions", Map.of("most", "1000"));
    }

    @Test
    void theProtocolOfAnotherStudyStaysOut() {
        given().when(publish(YAML.replace("study: HOT-CRT", "study: COLD-CRT")))
                .thenRefused("protocol-of-another-study", Map.of("study", "HOT-CRT", "protocolStudy", "COLD-CRT"));
    }

    @Test
    void anAmendmentOfAnythingIsTakenBeforeTheFirstRandomization() {
        given(published())
                .when(publish(amended("block-sizes: [4, 6]", "block-sizes: [4, 8]")))
                .recorded(ProtocolPublished.class);
    }

    @Test
    void theBlocksStayOnceASubjectIsRandomized() {
        given(randomized(BVP))
                .when(publish(amended("block-sizes: [4, 6]", "block-sizes: [4, 8]")))
                .thenRefused("allocation-is-fixed", Map.of("randomized", "1"));
    }

    @Test
    void theMethodStaysOnceASubjectIsRandomized() {
        String amended = amended(
                        "method: permuted-blocks\n  block-sizes: [4, 6]", "method: biased-coin\n  probability: 0.7")
                .replace("path: allocation.block-sizes", "path: allocation.method");
        given(published()).when(publish(amended)).recorded(ProtocolPublished.class);
        given(randomized(BVP)).when(publish(amended)).thenRefused("allocation-is-fixed", Map.of("randomized", "1"));
    }

    @Test
    void theLevelsOfAFactorStayOnceASubjectIsRandomized() {
        given(randomized(BVP))
                .when(publish(amended(
                        "{code: non-ischaemic, label: Non-ischaemic}",
                        "{code: non-ischaemic, label: Non-ischaemic}\n        - {code: unknown, label: Unknown}")))
                .thenRefused("allocation-is-fixed", Map.of("randomized", "1"));
    }

    @Test
    void theArmsStayOnceASubjectIsRandomized() {
        given(randomized(BVP))
                .when(publish(amended("label: Biventricular pacing with", "label: Pacing with")))
                .thenRefused("allocation-is-fixed", Map.of("randomized", "1"));
    }

    @Test
    void aLaterVersionIsComparedWithTheOneInForce() {
        String second = amended("block-sizes: [4, 6]", "block-sizes: [4, 8]");
        var history = org.trialbook.trial.HotCrt.and(
                java.util.List.of(published(), published("2", second)),
                randomized(org.trialbook.trial.HotCrt.SUBJECT, "aetiology=ischaemic;site=01", 1, BVP));

        given(history)
                .when(publish(second.replace("version: \"2\"", "version: \"3\"")))
                .recorded(ProtocolPublished.class);
    }

    @Test
    void aTargetBelowTheNumberRandomizedIsNotPublished() {
        given(twoRandomized())
                .when(publish(amended("target: 100", "target: 1")))
                .thenRefused("target-below-randomized", Map.of("target", "1", "randomized", "2"));
    }

    @Test
    void theNumberRandomizedMayBecomeTheTarget() {
        given(twoRandomized())
                .when(publish(amended("target: 100", "target: 2")))
                .recorded(ProtocolPublished.class);
    }

    private static List<TrialEvent> twoRandomized() {
        return org.trialbook.trial.HotCrt.and(
                randomized(BVP), randomized(new SubjectId("01-002"), "aetiology=ischaemic;site=01", 2, BVP));
    }

    @Test
    void theRestMayBeAmendedAfterwards() {
        ProtocolPublished second = given(randomized(BVP))
                .when(publish(amended("target: 100", "target: 110")))
                .recorded(ProtocolPublished.class);

        assertThat(second.protocolVersion()).isEqualTo("2");
    }

    /// At a site the role decides who is shown the arm: nobody there could be blind.
    @Test
    void aDoubleBlindProtocolIsNotPublished() {
        String yaml = YAML.replace("blinding: single-blind", "blinding: double-blind");

        given().when(publish(yaml))
                .thenRefused(
                        "blinding-not-kept", Map.of("blinding", "double-blind", "shown", "implanter,investigator"));
    }

    @Test
    void anAmendmentDoesNotMakeATrialDoubleBlind() {
        given(randomized(BVP))
                .when(publish(amended("blinding: single-blind", "blinding: double-blind")))
                .thenRefused(
                        "blinding-not-kept", Map.of("blinding", "double-blind", "shown", "implanter,investigator"));
    }

    /// The record that holds one goes on; an amendment may say how it truly is.
    @Test
    void aDoubleBlindProtocolThatIsInForceIsAmendedToWhatIsTrue() {
        ProtocolPublished before = published("1", YAML.replace("blinding: single-blind", "blinding: double-blind"));

        given(before).when(publish(amended("target: 100", "target: 110"))).recorded(ProtocolPublished.class);
    }

    @Test
    void theDemoPublishesADoubleBlindProtocol() {
        String yaml = YAML.replace("blinding: single-blind", "blinding: double-blind");

        given().when(new Asked<>(
                        new PublishProtocol(new DemoMode(true)),
                        new Command<>(by(DATA_MANAGER), STUDY, new PublishProtocol.Body(yaml))))
                .recorded(ProtocolPublished.class);
    }

    private static Asked<?, ?> publish(String yaml) {
        return ask(PublishProtocol.class, by(DATA_MANAGER), STUDY, new PublishProtocol.Body(yaml));
    }
}
