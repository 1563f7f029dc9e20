package org.trialbook.trial.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.Scenario.given;
import static org.trialbook.trial.reading.Readers.FIRST;
import static org.trialbook.trial.reading.Readers.NEW;
import static org.trialbook.trial.reading.Readers.NO_IDEA;
import static org.trialbook.trial.reading.Readers.SECOND;
import static org.trialbook.trial.reading.Readers.THIRD;
import static org.trialbook.trial.reading.Readers.assigned;
import static org.trialbook.trial.reading.Readers.echo;
import static org.trialbook.trial.reading.Readers.family;
import static org.trialbook.trial.reading.Readers.further;
import static org.trialbook.trial.reading.Readers.lvef;
import static org.trialbook.trial.reading.Readers.notEvaluable;
import static org.trialbook.trial.reading.Readers.reader;
import static org.trialbook.trial.reading.Readers.submitted;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.event.ReadCode;
import org.trialbook.event.TrialEvent;
import org.trialbook.event.Value;
import org.trialbook.trial.HotCrt;

/// Two read independently; where they differ past the protocol's bound, a third one reads who has read neither.
class DoubleReadingTest {

    @ParameterizedTest(name = "{0} % and {1} %: adjudicated {2}")
    @CsvSource({"30, 40, false", "40, 30, false", "30, 40.1, true", "40.1, 30, true", "30, 30.0, false"})
    void aDifferencePastTheBoundIsAdjudicated(String one, String other, boolean adjudicated) {
        for (boolean secondLast : List.of(true, false)) {
            List<TrialEvent> history = HotCrt.and(
                    echo(),
                    assigned(FIRST, 1),
                    assigned(SECOND, 2),
                    secondLast ? submitted(FIRST, 1, lvef(one)) : submitted(SECOND, 2, lvef(one)));
            var then = given(history)
                    .when(secondLast ? submit(SECOND, 2, lvef(other), null) : submit(FIRST, 1, lvef(other), null));
            TrialEvent last = secondLast ? submitted(SECOND, 2, lvef(other)) : submitted(FIRST, 1, lvef(other));
            if (adjudicated) {
                then.thenRecorded(last, further(NEW, "adjudication"));
            } else {
                then.thenRecorded(last);
            }
        }
    }

    @Test
    void theFirstOfTwoResultsSaysNothingYet() {
        given(HotCrt.and(echo(), assigned(FIRST, 1), assigned(SECOND, 2)))
                .when(submit(SECOND, 2, lvef("30"), null))
                .thenRecorded(submitted(SECOND, 2, lvef("30")));
    }

    @Test
    void whatOnlyOneCouldReadIsAdjudicatedWhatNeitherCouldIsNot() {
        given(HotCrt.and(echo(), assigned(FIRST, 1), assigned(SECOND, 2), submitted(FIRST, 1, lvef("30"))))
                .when(submit(SECOND, 2, Map.of(), "poor-quality"))
                .thenRecorded(notEvaluable(SECOND, 2), further(NEW, "adjudication"));
        given(HotCrt.and(echo(), assigned(FIRST, 1), assigned(SECOND, 2), notEvaluable(FIRST, 1)))
                .when(submit(SECOND, 2, Map.of(), "poor-quality"))
                .thenRecorded(notEvaluable(SECOND, 2));
    }

    @Test
    void theBoundIsThatOfTheProtocolInForce() {
        String wider = HotCrt.amended("{item: lvef-biplane, difference: 10}", "{item: lvef-biplane, difference: 15}");
        given(HotCrt.and(
                        echo(),
                        assigned(FIRST, 1),
                        assigned(SECOND, 2),
                        submitted(FIRST, 1, lvef("30")),
                        HotCrt.published("2", wider)))
                .when(submit(SECOND, 2, lvef("45"), null))
                .thenRecorded(submitted(SECOND, 2, lvef("45")));
    }

    @Test
    void anAdjudicationIsNotAdjudicated() {
        given(adjudicated(assigned(THIRD, 3)))
                .when(submit(THIRD, 3, lvef("80"), null))
                .thenRecorded(submitted(THIRD, 3, lvef("80")));
    }

    @Test
    void nobodyReadsTheSameRecordingTwice() {
        given(HotCrt.and(echo(), assigned(FIRST, 1)))
                .when(assign(SECOND, 1))
                .thenRefused("reader-not-eligible", Map.of("reader", "reader-1", "purpose", "second"));
        given(HotCrt.and(echo(), assigned(SECOND, 1)))
                .when(assign(FIRST, 1))
                .thenRefused("reader-not-eligible", Map.of("reader", "reader-1", "purpose", "first"));
        given(HotCrt.and(echo(), assigned(FIRST, 1))).when(assign(SECOND, 2)).thenRecorded(assigned(SECOND, 2));
    }

    @Test
    void whoHasReadEitherDoesNotAdjudicate() {
        for (int read : List.of(1, 2)) {
            given(adjudicated())
                    .when(assign(THIRD, read))
                    .thenRefused("reader-not-eligible", Map.of("reader", "reader-" + read, "purpose", "adjudication"));
        }
        given(adjudicated()).when(assign(THIRD, 3)).thenRecorded(assigned(THIRD, 3));
    }

    @Test
    void aCodeThatIsTakenIsNotGivenToAnAdjudication() {
        given(HotCrt.and(
                        echo(),
                        assigned(FIRST, 1),
                        assigned(SECOND, 2),
                        submitted(FIRST, 1, lvef("30")),
                        new org.trialbook.event.ReadingEvent.FurtherReadRegistered(
                                HotCrt.STUDY, NEW, HotCrt.READ, "ecg", "second")))
                .when(submit(SECOND, 2, lvef("45"), null))
                .thenRefused("read-code-taken", Map.of());
    }

    @Test
    void aCodeThatAFurtherReadHasIsNotGivenToARecording() {
        given(HotCrt.and(HotCrt.consented(), further(SECOND, "second")))
                .when(new RegisterRead(
                        by(HotCrt.COORDINATOR),
                        NEW,
                        SECOND,
                        HotCrt.SUBJECT,
                        "pre-implant",
                        "echo",
                        "archive/1",
                        "ab".repeat(32),
                        null))
                .thenRefused("read-code-taken", Map.of());
    }

    @Test
    void differencesInWordsAndInWhatWasLeftOutCountToo() {
        var plan = org.trialbook.protocol.ProtocolFile.read(
                        "p", HotCrt.YAML.replace("    label: Blinded reading of the electrocardiogram\n", """
                                    label: Blinded reading of the electrocardiogram
                                    readers: 2
                                    adjudication:
                                      - {item: morphology, difference: 0}
                                      - {item: axis, difference: 30}
                                """))
                .readPlan("ecg")
                .orElseThrow();
        assertThat(differ(plan, "paced", "10", "paced", "40")).isFalse();
        assertThat(differ(plan, "paced", "10", "paced", "41")).isTrue();
        assertThat(differ(plan, "paced", "10", "lbbb", "10")).isTrue();
        assertThat(differ(plan, "paced", null, "paced", "10")).isTrue();
        assertThat(differ(plan, "paced", null, "paced", null)).isFalse();
    }

    private static boolean differ(
            org.trialbook.protocol.ReadPlan plan,
            String morphology,
            @Nullable String axis,
            String otherMorphology,
            @Nullable String otherAxis) {
        return Adjudication.needed(
                plan,
                new Adjudication.Result(ecg(morphology, axis), null),
                new Adjudication.Result(ecg(otherMorphology, otherAxis), null));
    }

    private static Map<String, Value> ecg(String morphology, @Nullable String axis) {
        return axis == null
                ? Map.of("morphology", Value.of(morphology))
                : Map.of("morphology", Value.of(morphology), "axis", new Value(axis, "deg"));
    }

    private static List<TrialEvent> adjudicated(TrialEvent... more) {
        return HotCrt.and(
                HotCrt.and(
                        echo(),
                        assigned(FIRST, 1),
                        assigned(SECOND, 2),
                        submitted(FIRST, 1, lvef("30")),
                        submitted(SECOND, 2, lvef("45")),
                        further(THIRD, "adjudication")),
                more);
    }

    private static AssignRead assign(ReadCode read, int reader) {
        return new AssignRead(
                by(DATA_MANAGER),
                read,
                family(FIRST, SECOND, THIRD),
                reader(reader).id());
    }

    private static SubmitRead submit(
            ReadCode read, int reader, Map<String, Value> values, @Nullable String notEvaluable) {
        return new SubmitRead(
                by(reader(reader)), read, family(FIRST, SECOND, THIRD), NEW, values, notEvaluable, NO_IDEA);
    }
}
