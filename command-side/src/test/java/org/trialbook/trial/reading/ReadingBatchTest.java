package org.trialbook.trial.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.drawing;
import static org.trialbook.trial.Scenario.given;
import static org.trialbook.trial.reading.Readers.*;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent.FurtherReadRegistered;
import org.trialbook.event.ReadingEvent.ReadAssigned;
import org.trialbook.event.StudyEvent.ReadingBatchOpened;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.ShuffleKey;

/// Reads come in batches: what comes alone tells by its moment whose it is, or why it is read.
class ReadingBatchTest {

    /// What is drawn after that.
    private static final ReadCode FOURTH =
            ReadCodes.drawn(new ShuffleKey("1")).skip(1).findFirst().orElseThrow();

    // ---- what a batch is

    @Test
    void whatIsRegisteredCanBeClaimedOnlyOnceABatchIsOpened() {
        given(echos(5)).when(claim(1)).thenRefused("nothing-to-claim", Map.of("modality", "echo"));
        given(HotCrt.and(echos(5), batch())).when(claim(1)).recorded(ReadAssigned.class);
    }

    @Test
    void whatComesLaterWaitsForTheNextBatch() {
        List<TrialEvent> later = HotCrt.and(echos(5), batch());
        later = HotCrt.and(later, echo().subList(later(echo()), echo().size()).toArray(TrialEvent[]::new));
        Set<ReadCode> claimed = new HashSet<>();
        for (int lot = 0; lot < 60; lot++) {
            claimed.add(given(later)
                    .when(ask(ClaimRead.class, drawing(by(reader(1)), "" + lot), "reads", new ClaimRead.Body("echo")))
                    .recorded(ReadAssigned.class)
                    .read());
        }
        assertThat(claimed).hasSize(10).doesNotContain(FIRST, SECOND);
    }

    @Test
    void aBatchOfOneModalityOpensNothingOfAnother() {
        given(HotCrt.and(echos(5), new ReadingBatchOpened(STUDY, "ecg", 5, 5, null)))
                .when(claim(1))
                .thenRefused("nothing-to-claim", Map.of("modality", "echo"));
    }

    @Test
    void theRecordSaysHowMuchWasOpened() {
        given(echos(5)).when(open(null)).thenRecorded(new ReadingBatchOpened(STUDY, "echo", 10, 5, null));
        given(HotCrt.and(echos(5), assigned(new ReadCode("R-00000001"), 1)))
                .when(open(null))
                .thenRecorded(new ReadingBatchOpened(STUDY, "echo", 9, 5, null));
    }

    @Test
    void whereNothingWaitsNoBatchIsOpened() {
        given(HotCrt.openSite()).when(open("the end")).thenRefused("nothing-to-open", Map.of("modality", "echo"));
        given(HotCrt.and(echos(5), batch()))
                .when(open("the end"))
                .thenRefused("nothing-to-open", Map.of("modality", "echo"));
    }

    // ---- that it mixes

    @Test
    void aBatchOfFewSubjectsNeedsAReason() {
        given(echos(Mixing.LEAST - 1))
                .when(open(null))
                .thenRefused("too-few-subjects", Map.of("modality", "echo", "subjects", "4", "least", "5"));
        given(echos(Mixing.LEAST - 1))
                .when(open("the last recordings"))
                .thenRecorded(new ReadingBatchOpened(STUDY, "echo", 8, 4, "the last recordings"));
    }

    @Test
    void whatAnEarlierBatchHoldsDoesNotMixTheNextOne() {
        List<TrialEvent> history = HotCrt.and(echos(9), batch());
        history =
                HotCrt.and(history, echo().subList(later(echo()), echo().size()).toArray(TrialEvent[]::new));
        given(history)
                .when(open(null))
                .thenRefused("too-few-subjects", Map.of("modality", "echo", "subjects", "1", "least", "5"));
    }

    @Test
    void whatTheRuleSharesOutMixesToo() {
        given(echos(Mixing.LEAST - 1))
                .when(assign(null, "reader-1"))
                .thenRefused("too-few-subjects", Map.of("modality", "echo", "subjects", "4", "least", "5"));
        assertThat(given(echos(Mixing.LEAST)).when(assign(null, "reader-1")).outcome())
                .isInstanceOf(Outcome.Recorded.class);
        assertThat(given(echos(1)).when(assign("the end", "reader-1")).outcome())
                .isInstanceOf(Outcome.Recorded.class);
    }

    // ---- what comes back

    @Test
    void whatIsGivenBackWaitsForTheNextBatch() {
        List<TrialEvent> given =
                HotCrt.and(echo(), batch(), assigned(FIRST, 1), assigned(SECOND, 2), released(FIRST, 1));
        given(given).when(claim(3)).thenRefused("nothing-to-claim", Map.of("modality", "echo"));
        given(HotCrt.and(given, batch())).when(claim(3)).thenRecorded(assigned(FIRST, 3));
    }

    @Test
    void aRepeatWaitsForTheNextBatch() {
        List<TrialEvent> read = HotCrt.and(
                echo(),
                batch(),
                assigned(FIRST, 1),
                submitted(FIRST, 1, lvef("30")),
                assigned(SECOND, 2),
                further(THIRD, "intra-reader"));
        given(read).when(claim(1)).thenRefused("nothing-to-claim", Map.of("modality", "echo"));
        given(HotCrt.and(read, batch())).when(claim(1)).thenRecorded(assigned(THIRD, 1));
    }

    // ---- adjudications

    @Test
    void anAdjudicationIsRegisteredWithTheNextBatchAndNotTwice() {
        List<TrialEvent> first =
                List.of(further(NEW, "adjudication"), new ReadingBatchOpened(STUDY, "echo", 1, 1, "the end"));
        given(differing()).when(open("the end")).thenRecorded(first.toArray(TrialEvent[]::new));

        List<TrialEvent> opened = HotCrt.and(differing(), first.toArray(TrialEvent[]::new));
        given(opened).when(open("the end")).thenRefused("nothing-to-open", Map.of("modality", "echo"));
        given(opened).when(claim(3)).thenRecorded(assigned(NEW, 3));
    }

    @Test
    void theRuleRegistersWhatIsDueAndSharesItOut() {
        given(differing())
                .when(assign("the end", "reader-1", "reader-2", "reader-3"))
                .thenRecorded(further(NEW, "adjudication"), assigned(NEW, 3));
        // Neither of the two may have it: nothing is recorded, and it stays due.
        given(differing())
                .when(assign("the end", "reader-1", "reader-2"))
                .thenRefused("nothing-to-assign", Map.of("modality", "echo"));
    }

    @Test
    void aCodeThatIsTakenIsPassedOver() {
        List<TrialEvent> recorded = recorded(HotCrt.and(differing(), further(NEW, "inter-reader")));
        assertThat(recorded).contains(further(FOURTH, "adjudication"));
    }

    @Test
    void soManyAreRegisteredByOneActAndTheRestByTheNext() {
        int due = DueAdjudications.MOST + 1;
        List<TrialEvent> history = new ArrayList<>(echos(due));
        for (int n = 0; n < due; n++) {
            history.add(submitted(new ReadCode("R-%07d1".formatted(n)), 1, lvef("30")));
            history.add(submitted(new ReadCode("R-%07d2".formatted(n)), 2, lvef("45")));
        }
        List<TrialEvent> first = recorded(history);
        assertThat(first).hasSize(DueAdjudications.MOST + 1);
        history.addAll(first);
        assertThat(recorded(history))
                .filteredOn(FurtherReadRegistered.class::isInstance)
                .hasSize(1);
    }

    /// A log of a release that registered an adjudication in the act of submitting, and where reads were claimed as
    /// soon as they were registered.
    @Test
    void aLogWithoutBatchesGoesOn() {
        List<TrialEvent> log = HotCrt.and(
                HotCrt.and(differing(), further(THIRD, "adjudication")),
                echos(5).subList(later(echos(5)), echos(5).size()).toArray(TrialEvent[]::new));
        log = HotCrt.and(log, assigned(new ReadCode("R-00000001"), 3));
        given(log).when(claim(3)).thenRefused("nothing-to-claim", Map.of("modality", "echo"));
        given(log).when(open(null)).thenRecorded(new ReadingBatchOpened(STUDY, "echo", 10, 5, null));
        Set<ReadCode> claimed = new HashSet<>();
        for (int lot = 0; lot < 60; lot++) {
            claimed.add(given(HotCrt.and(log, batch()))
                    .when(ask(ClaimRead.class, drawing(by(reader(3)), "" + lot), "reads", new ClaimRead.Body("echo")))
                    .recorded(ReadAssigned.class)
                    .read());
        }
        assertThat(claimed).hasSize(9).contains(THIRD).doesNotContain(new ReadCode("R-00000002"));
    }

    /// Where the recordings begin, after what brings the trial to them.
    private static int later(List<TrialEvent> history) {
        return (int) history.stream()
                .takeWhile(event -> !(event instanceof org.trialbook.event.ReadingEvent))
                .count();
    }

    private static List<TrialEvent> differing() {
        return HotCrt.and(
                echo(),
                assigned(FIRST, 1),
                assigned(SECOND, 2),
                submitted(FIRST, 1, lvef("30")),
                submitted(SECOND, 2, lvef("45")));
    }

    private static List<TrialEvent> recorded(List<TrialEvent> history) {
        return ((Outcome.Recorded) given(history).when(open("few")).outcome()).events();
    }

    private static Asked<?, ?> assign(@org.jspecify.annotations.Nullable String reason, String... readers) {
        return ask(
                AssignReads.class, by(DATA_MANAGER), "reads", new AssignReads.Body("echo", List.of(readers), reason));
    }

    private static Asked<?, ?> claim(int reader) {
        return ask(ClaimRead.class, by(reader(reader)), "reads", new ClaimRead.Body("echo"));
    }
}
