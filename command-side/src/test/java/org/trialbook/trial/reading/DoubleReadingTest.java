package org.trialbook.trial.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.Asked.ask;
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
import static org.trialbook.trial.reading.Readers.further;
import static org.trialbook.trial.reading.Readers.lvef;
import static org.trialbook.trial.reading.Readers.notEvaluable;
import static org.trialbook.trial.reading.Readers.open;
import static org.trialbook.trial.reading.Readers.reader;
import static org.trialbook.trial.reading.Readers.submitted;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.event.ItemValue;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent.ReadRegistered;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.Adjudication;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.act.Outcome;

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
            TrialEvent last = secondLast ? submitted(SECOND, 2, lvef(other)) : submitted(FIRST, 1, lvef(other));
            given(history)
                    .when(secondLast ? submit(SECOND, 2, lvef(other)) : submit(FIRST, 1, lvef(other)))
                    .thenRecorded(last);
            thenAdjudicated(HotCrt.and(history, last), adjudicated);
        }
    }

    @Test
    void theFirstOfTwoResultsSaysNothingYet() {
        given(HotCrt.and(echo(), assigned(FIRST, 1), assigned(SECOND, 2)))
                .when(submit(SECOND, 2, lvef("30")))
                .thenRecorded(submitted(SECOND, 2, lvef("30")));
        thenAdjudicated(HotCrt.and(echo(), assigned(FIRST, 1), submitted(FIRST, 1, lvef("30"))), false);
    }

    @Test
    void whatOnlyOneCouldReadIsAdjudicatedWhatNeitherCouldIsNot() {
        List<TrialEvent> assigned = HotCrt.and(echo(), assigned(FIRST, 1), assigned(SECOND, 2));
        thenAdjudicated(HotCrt.and(assigned, submitted(FIRST, 1, lvef("30")), notEvaluable(SECOND, 2)), true);
        thenAdjudicated(HotCrt.and(assigned, notEvaluable(FIRST, 1), notEvaluable(SECOND, 2)), false);
    }

    @Test
    void theBoundIsThatOfTheProtocolInForce() {
        String wider = HotCrt.amended("{item: lvef-biplane, difference: 10}", "{item: lvef-biplane, difference: 15}");
        List<TrialEvent> differing = HotCrt.and(
                echo(),
                assigned(FIRST, 1),
                assigned(SECOND, 2),
                submitted(FIRST, 1, lvef("30")),
                submitted(SECOND, 2, lvef("45")));
        thenAdjudicated(differing, true);
        thenAdjudicated(HotCrt.and(differing, HotCrt.published("2", wider)), false);
    }

    @Test
    void anAdjudicationIsNotAdjudicated() {
        given(adjudicated(assigned(THIRD, 3)))
                .when(submit(THIRD, 3, lvef("80")))
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
    void aCodeThatAFurtherReadHasIsNotGivenToARecording() {
        given(HotCrt.and(HotCrt.consented(), further(NEW, "second")))
                .when(ask(
                        RegisterRead.class,
                        by(HotCrt.COORDINATOR),
                        HotCrt.SUBJECT,
                        new RegisterRead.Body("pre-implant", "echo", "archive/1", "ab".repeat(32))))
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

    /// Whether the next batch has an adjudication in it; there is something in it in any case.
    private static void thenAdjudicated(List<TrialEvent> history, boolean adjudicated) {
        List<TrialEvent> more = new ArrayList<>(history);
        ReadCode other = new ReadCode("R-00000001");
        more.add(new ReadRegistered(
                HotCrt.STUDY, other, HotCrt.SUBJECT, HotCrt.SITE, "month-6", "echo", "archive/2", "cd".repeat(32)));
        List<TrialEvent> recorded =
                ((Outcome.Recorded) given(more).when(open("few")).outcome()).events();
        assertThat(recorded.contains(further(NEW, "adjudication"))).isEqualTo(adjudicated);
        assertThat(recorded).hasSize(adjudicated ? 2 : 1);
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

    private static Map<String, ItemValue> ecg(String morphology, @Nullable String axis) {
        return axis == null
                ? Map.of("morphology", ItemValue.of(morphology))
                : Map.of("morphology", ItemValue.of(morphology), "axis", new ItemValue(axis, "deg"));
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

    private static Asked<?, ?> assign(ReadCode read, int reader) {
        return ask(
                AssignRead.class,
                by(DATA_MANAGER),
                read,
                new AssignRead.Body(reader(reader).id()));
    }

    private static Asked<ReadCode, SubmitRead.Body> submit(ReadCode read, int reader, Map<String, ItemValue> values) {
        return ask(SubmitRead.class, by(reader(reader)), read, new SubmitRead.Body(values, null, NO_IDEA));
    }
}
