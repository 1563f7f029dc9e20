package org.trialbook.trial.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.DOUBLE_BLIND;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.StudyLocked;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.SharedServer;

class PublishingAProtocolTest implements ActExamples {
    private static final AtomicInteger NEXT = new AtomicInteger(1);

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

    private static final String PRACTICE = YAML.replace("target: 100", "practice: true\ntarget: 100");

    @Test
    void aPracticeStudyStaysOne() {
        given(published("1", PRACTICE))
                .when(publish(amended("target: 100", "practice: true\ntarget: 110")))
                .recorded(ProtocolPublished.class);
        for (String otherwise : List.of("target: 110", "practice: false\ntarget: 110")) {
            given(published("1", PRACTICE))
                    .when(publish(amended("target: 100", otherwise)))
                    .thenRefused("practice-stays", Map.of("practice", "true"));
        }
    }

    @Test
    void aRealStudyNeverBecomesOneForPractice() {
        given(published())
                .when(publish(amended("target: 100", "practice: true\ntarget: 100")))
                .thenRefused("practice-stays", Map.of("practice", "false"));
    }

    /// Whatever a version in between says, in a record that somebody else wrote.
    @Test
    void theFirstVersionDecidesWhetherAStudyIsForPractice() {
        String third = PRACTICE.replace("version: \"1\"", "version: \"3\"");

        given(published("1", PRACTICE), published("2", YAML))
                .when(publish(third))
                .recorded(ProtocolPublished.class);
    }

    @Test
    void aDoubleBlindProtocolNamesWhoMayKnow() {
        given().when(publish(YAML.replace(blinding(), "blinding: double-blind\n")))
                .thenRefused(
                        "blinding-not-kept",
                        Map.of(
                                "blinding",
                                "a double-blind protocol names the roles that may know, under blinding.roles"));
    }

    /// In the record the protocol stays the one that blinds.
    @Test
    void anAmendmentLetsNobodyKnowWhomAnEarlierVersionBlinds() {
        String second = DOUBLE_BLIND.replace("version: \"1\"", "version: \"2\"");

        given(published("1", DOUBLE_BLIND))
                .when(publish(amended("target: 100", "target: 110")))
                .thenRefused(
                        "opens-what-was-sealed",
                        Map.of(
                                "blinding.roles.investigator.allocation", "an earlier version blinds the role",
                                "blinding.roles.investigator.device-data", "an earlier version blinds the role",
                                "blinding.roles.implanter.allocation", "an earlier version blinds the role",
                                "blinding.roles.implanter.device-data", "an earlier version blinds the role"));
        given(published())
                .when(publish(second))
                .thenRefused(
                        "blinding-not-kept",
                        Map.of(
                                "blinding.roles.implanter",
                                "the arms differ in what is implanted after the allocation: the implanter sees it",
                                "crossover.reasons",
                                "an investigator answers a crossover's request and so knows the arm"));
    }

    /// A record of an earlier release that holds one goes on; an amendment may say how it truly is.
    @Test
    void aDoubleBlindProtocolThatIsInForceIsAmendedToWhatIsTrue() {
        ProtocolPublished before = published("1", YAML.replace(blinding(), "blinding: double-blind\n"));

        given(before).when(publish(amended("target: 100", "target: 110"))).recorded(ProtocolPublished.class);
    }

    /// What the protocol says of its blind.
    private static String blinding() {
        return YAML.substring(YAML.indexOf("blinding:"), YAML.indexOf("target:"));
    }

    private static Asked<?, ?> publish(String yaml) {
        return ask(PublishProtocol.class, by(DATA_MANAGER), STUDY, new PublishProtocol.Body(yaml));
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(
                        PublishProtocol.class, by(DATA_MANAGER), STUDY, new PublishProtocol.Body(YAML), List.of())
                .sending(trial -> Map.of("protocol", SharedServer.version("1." + NEXT.getAndIncrement())))
                .wrong("protocol", "study: [", 400, "invalid-protocol")
                .wrong("protocol", "", 400, "invalid-protocol")
                .wrong("protocol", "a: &a [*a, *a]", 400, "invalid-protocol")
                .wrong("protocol", "x".repeat(60_000), 400, "invalid-protocol")
                .wrong("protocol", SharedServer.version("2.0 (Amendment 1)"), 400, "invalid-protocol")
                .wrong("protocol", SharedServer.version("../2"), 400, "invalid-protocol")
                .wrong("protocol", SharedServer.version("2".repeat(65)), 400, "invalid-protocol")
                .wrong("protocol", YAML, 422, "version-already-published")
                .wrong(
                        "protocol",
                        amended("record-visit: [sign-consent]", "record-visit: [request-crossover]"),
                        400,
                        "invalid-protocol")
                .wrong("protocol", amended("study: HOT-CRT", "study: OTHER"), 422, "protocol-of-another-study")
                .refused("protocol-of-another-study", says("study: HOT-CRT", "study: COLD-CRT"), List.of())
                .refused("blinding-not-kept", says("kind: single-blind", "kind: double-blind"), List.of())
                .refused("version-already-published", List.of(published()))
                .refused(
                        "practice-stays", amendedTo("target: 100", "practice: true\ntarget: 100"), List.of(published()))
                .refused("too-many-versions", amendedTo("target: 100", "target: 110"), versions(1_000))
                .refused(
                        "opens-what-was-sealed",
                        amendedTo(
                                "        required: false\n        reveals-the-arm: true\n",
                                "        required: false\n"),
                        List.of(published()))
                .refused(
                        "amendment-not-approved",
                        new PublishProtocol.Body(ApprovingAnAmendmentTest.SEALING),
                        List.of(published()))
                .refused(
                        "approved-by-the-publisher",
                        new PublishProtocol.Body(ApprovingAnAmendmentTest.SEALING),
                        List.of(
                                published(),
                                ApprovingAnAmendmentTest.approved(ApprovingAnAmendmentTest.SEALING, DATA_MANAGER)))
                .refused(
                        "allocation-is-fixed", amendedTo("block-sizes: [4, 6]", "block-sizes: [4, 8]"), randomized(BVP))
                .refused(
                        "target-below-randomized",
                        amendedTo("target: 100", "target: 1"),
                        randomized(BVP),
                        HotCrt.randomized(new SubjectId("01-002"), "aetiology=ischaemic;site=01", 2, BVP))
                .refused(
                        "study-is-locked",
                        amendedTo("target: 100", "target: 110"),
                        List.of(published(), new StudyLocked(STUDY, "the last visit is done"))));
    }

    private static PublishProtocol.Body says(String was, String becomes) {
        return new PublishProtocol.Body(YAML.replace(was, becomes));
    }

    private static PublishProtocol.Body amendedTo(String was, String becomes) {
        return new PublishProtocol.Body(amended(was, becomes));
    }

    private static List<TrialEvent> versions(int count) {
        return IntStream.range(0, count)
                .<TrialEvent>mapToObj(number -> published("1." + number, YAML))
                .toList();
    }
}
