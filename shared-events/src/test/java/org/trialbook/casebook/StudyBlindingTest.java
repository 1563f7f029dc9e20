package org.trialbook.casebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.protocol.SealedContent.ALLOCATION;
import static org.trialbook.protocol.SealedContent.CORE_LAB_RESULTS;
import static org.trialbook.protocol.SealedContent.DEVICE_DATA;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.event.ArmCode;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyId;
import org.trialbook.protocol.CoreLabResults;
import org.trialbook.protocol.CoreLabResults.From;

/// Who is blind follows from the versions of the protocol, and from no role's name.
class StudyBlindingTest {
    private static final List<String> ALL = List.of(
            "coordinator",
            "investigator",
            "implanter",
            "programmer",
            "pharmacist",
            "reader",
            "monitor",
            "statistician",
            "inspector");

    private static final String MIRACLE = "{kind: double-blind, roles: {programmer: {allocation: always, device-data:"
            + " always}, statistician: {allocation: always, device-data: always, core-lab-results: always}}}";

    /// As published by earlier releases, whose records stay.
    @ParameterizedTest
    @ValueSource(strings = {"open", "single-blind", "double-blind"})
    void aBareWordMeansWhatItMeantInEarlierReleases(String word) {
        StudyBlinding blinding = StudyBlinding.NONE.after(published("1", word));

        assertThat(ALL.stream().filter(blinding::blinded))
                .containsExactly("coordinator", "programmer", "pharmacist", "reader", "monitor");
        assertThat(blinding.mayKnow("implanter", DEVICE_DATA)).isTrue();
        assertThat(blinding.mayKnow("implanter", CORE_LAB_RESULTS)).isFalse();
    }

    @Test
    void whoIsNotNamedIsBlind() {
        StudyBlinding blinding = StudyBlinding.NONE.after(published("1", MIRACLE));

        assertThat(ALL.stream().filter(role -> !blinding.blinded(role))).containsExactly("programmer", "statistician");
        assertThat(blinding.known("programmer")).containsExactly(ALLOCATION, DEVICE_DATA);
        assertThat(blinding.known("no-such-role")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // An amendment blinds the investigator, and lets nobody know more.
                "single-blind; " + MIRACLE + "; statistician",
                MIRACLE + "; single-blind; statistician",
                MIRACLE + "; {kind: open-label, roles: {}}; ''"
            })
    void anAmendmentBlindsMoreAndNeverLess(String first, String second, String knowing) {
        StudyBlinding blinding = StudyBlinding.NONE.after(published("1", first)).after(published("2", second));

        assertThat(String.join(
                        " ",
                        ALL.stream().filter(role -> !blinding.blinded(role)).toList()))
                .isEqualTo(knowing);
    }

    /// Somebody may have been shown something the moment before an amendment blinded them.
    @Test
    void whoMightHaveKnownOnceStaysTold() {
        StudyBlinding blinding =
                StudyBlinding.NONE.after(published("1", "single-blind")).after(published("2", MIRACLE));

        assertThat(blinding.blinded("investigator")).isTrue();
        assertThat(blinding.everMightKnow("investigator", ALLOCATION)).isTrue();
        assertThat(blinding.everMightKnow("programmer", ALLOCATION)).isFalse();
    }

    /// Each version says when, of which arms and of which modalities; all of them have to.
    @Test
    void anAmendmentTellsNoResultThatAnEarlierVersionDidNot() {
        String said = "{kind: open-label, roles: {implanter: {core-lab-results: %s}}}";
        StudyBlinding blinding = StudyBlinding.NONE
                .after(published("1", said.formatted("{from: submitted, arms: [A]}")))
                .after(published("2", said.formatted("final")));

        assertThat(blinding.mayKnow("implanter", CORE_LAB_RESULTS)).isTrue();
        assertThat(blinding.results("implanter"))
                .containsExactly(
                        new CoreLabResults(From.SUBMITTED, List.of(new ArmCode("A")), null),
                        new CoreLabResults(From.FINAL, null, null));
        assertThat(blinding.results("coordinator")).isEmpty();
        // Once left out, never told.
        assertThat(blinding.after(published("3", "{kind: open-label, roles: {coordinator: {allocation: always}}}"))
                        .after(published("4", said.formatted("submitted")))
                        .results("implanter"))
                .isEmpty();
        assertThat(StudyBlinding.NONE.after(published("1", "single-blind")).results("statistician"))
                .containsExactly(CoreLabResults.AS_SUBMITTED);
    }

    @Test
    void beforeAProtocolIsPublishedNobodyIsAllocated() {
        assertThat(StudyBlinding.NONE.published()).isFalse();
        assertThat(StudyBlinding.NONE.after(published("1", MIRACLE)).published())
                .isTrue();
    }

    private static ProtocolPublished published(String version, String blinding) {
        try {
            String sound = Files.readString(Path.of("src", "test", "resources", "protocols", "sound.yaml"));
            String yaml = sound.replaceAll("(?m)^blinding: .*$", "blinding: " + blinding);
            return new ProtocolPublished(new StudyId("SOUND"), version, "0".repeat(64), yaml);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
