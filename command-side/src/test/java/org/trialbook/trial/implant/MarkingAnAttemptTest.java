package org.trialbook.trial.implant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.IMPLANTED;
import static org.trialbook.trial.HotCrt.IMPLANTER;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.and;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.crossoverRequested;
import static org.trialbook.trial.HotCrt.implanted;
import static org.trialbook.trial.HotCrt.randomized;
import static org.trialbook.trial.HotCrt.under;
import static org.trialbook.trial.Scenario.given;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.CourseDays;
import org.trialbook.casebook.VisitDates;
import org.trialbook.event.CorrectionEvent.AttemptEnteredInError;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.ImplantAttempt;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectEvent.CrossoverDenied;
import org.trialbook.event.SubjectEvent.ImplantAttempted;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.ToBlinded;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.assessment.RecordAssessment;

class MarkingAnAttemptTest implements ActExamples {
    private static final String WHY = "of the patient who came after";

    private static Asked<?, ?> mark(int attempt) {
        return ask(
                MarkAttemptEnteredInError.class,
                by(IMPLANTER),
                SUBJECT,
                new MarkAttemptEnteredInError.Body(attempt, WHY));
    }

    private static ImplantAttempted attempt(int number, LocalDate on) {
        return new ImplantAttempted(
                STUDY, SUBJECT, SITE, on, number, Sealed.of(new ImplantAttempt("his", true, Map.of(), Map.of())));
    }

    private static List<TrialEvent> crossedAfter() {
        return and(implanted(), crossoverRequested().getLast());
    }

    private static AttemptEnteredInError marked(int attempt) {
        return new AttemptEnteredInError(STUDY, SUBJECT, SITE, attempt, Sealed.of(WHY));
    }

    private static Asked<?, ?> again() {
        return implanted().stream()
                .filter(ImplantAttempted.class::isInstance)
                .map(ImplantAttempted.class::cast)
                .map(first -> ask(
                        RecordImplantAttempt.class,
                        by(IMPLANTER, IMPLANTED.plusDays(2)),
                        SUBJECT,
                        new RecordImplantAttempt.Body(
                                IMPLANTED.plusDays(2), first.detail().opened().values())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whyIsSealedAndTheBlindedHearOfTheFirstAlone() {
        AttemptEnteredInError first = given(implanted()).when(mark(1)).recorded(AttemptEnteredInError.class);
        assertThat(first).isEqualTo(marked(1));
        assertThat(first.toBlinded()).isEqualTo(ToBlinded.Knowledge.SHOWN_WITHOUT_SEALED_FIELDS);

        AttemptEnteredInError second =
                given(implanted(), attempt(2, IMPLANTED)).when(mark(2)).recorded(AttemptEnteredInError.class);
        assertThat(second.toBlinded()).isEqualTo(ToBlinded.Knowledge.WITHHELD);
    }

    @Test
    void theNextOneThatIsRecordedHasItsNumber() {
        assertThat(given(implanted(), marked(1))
                        .when(again())
                        .recorded(ImplantAttempted.class)
                        .attempt())
                .isEqualTo(1);
        assertThat(given(and(implanted(), attempt(2, IMPLANTED)), marked(2))
                        .when(again())
                        .recorded(ImplantAttempted.class)
                        .attempt())
                .isEqualTo(2);
    }

    @Test
    void visitsAreCountedFromTheOneThatCounts() {
        VisitDates dates = VisitDates.NONE;
        CourseDays days = new CourseDays();
        List<SubjectEvent> course =
                List.of(attempt(1, IMPLANTED), marked(1), attempt(1, IMPLANTED.plusDays(2)), attempt(2, IMPLANTED));
        List<LocalDate> anchors = new ArrayList<>();
        for (SubjectEvent event : course) {
            dates = dates.after(event);
            days.apply(event);
            anchors.add(dates.anchors().get("implant"));
            assertThat(days.when("record-implant-attempt").orElse(null)).isEqualTo(anchors.getLast());
        }
        assertThat(anchors).containsExactly(IMPLANTED, null, IMPLANTED.plusDays(2), IMPLANTED.plusDays(2));
        assertThat(days.told())
                .containsExactly(new CourseDays.Recorded("record-implant-attempt", IMPLANTED.plusDays(2)));
    }

    /// Whatever its date, and whatever stands before it: of a further one nobody blinded is told.
    @Test
    void aFurtherOneMovesNoVisit() {
        CourseDays days = new CourseDays();
        VisitDates dates = VisitDates.NONE;
        for (SubjectEvent event : List.of(attempt(1, IMPLANTED), marked(1), attempt(2, IMPLANTED))) {
            dates = dates.after(event);
            days.apply(event);
        }
        assertThat(dates.anchors()).doesNotContainKey("implant");
        assertThat(days.when("record-implant-attempt")).isEmpty();
    }

    @Test
    void fromTheLastToTheFirst() {
        given(implanted(), attempt(2, IMPLANTED))
                .when(mark(1))
                .thenRefused("a-later-attempt-counts", Map.of(), Map.of("last", "2"));
        given(implanted(), attempt(2, IMPLANTED), marked(2)).when(mark(1)).thenRecorded(marked(1));
        given(implanted(), marked(1)).when(mark(1)).thenRefused("attempt-not-recorded", Map.of("attempt", "1"));
    }

    @Test
    void notWhileAVisitIsCountedFromIt() {
        AssessmentRecorded discharge =
                new AssessmentRecorded(STUDY, SUBJECT, SITE, "discharge", "nyha", IMPLANTED, Map.of(), null);
        AssessmentRecorded before =
                new AssessmentRecorded(STUDY, SUBJECT, SITE, "pre-implant", "nyha", IMPLANTED, Map.of(), null);
        given(implanted(), discharge)
                .when(mark(1))
                .thenRefused("something-rests-on-the-attempt", Map.of(), Map.of("resting", "discharge"));
        given(implanted(), before).when(mark(1)).thenRecorded(marked(1));
        given(implanted(), discharge, attempt(2, IMPLANTED)).when(mark(2)).thenRecorded(marked(2));
    }

    @Test
    void notWhileACrossoverThatWasAskedForAfterItIsPendingOrApproved() {
        given(crossedAfter())
                .when(mark(1))
                .thenRefused("something-rests-on-the-attempt", Map.of(), Map.of("resting", "crossover"));
        given(crossedAfter(), attempt(2, IMPLANTED)).when(mark(2)).thenRecorded(marked(2));
        given(crossedAfter(), new CrossoverDenied(STUDY, SUBJECT, SITE, 1, "investigator@01", Sealed.of("no")))
                .when(mark(1))
                .thenRecorded(marked(1));
    }

    @Test
    void notWhenTheSubjectWasRandomizedAfterIt() {
        List<TrialEvent> history = new ArrayList<>(randomized(BVP));
        int at = history.indexOf(history.stream()
                .filter(SubjectRandomized.class::isInstance)
                .findFirst()
                .orElseThrow());
        history.add(at, attempt(1, IMPLANTED));
        given(history)
                .when(mark(1))
                .thenRefused("something-rests-on-the-attempt", Map.of(), Map.of("resting", "randomization"));
    }

    /// What a visit counted from it needs is needed again.
    @Test
    void aVisitThatIsCountedFromItHasNoWindowUntilTheNext() {
        given(implanted(), marked(1))
                .when(ask(
                        RecordAssessment.class,
                        by(HotCrt.INVESTIGATOR, IMPLANTED),
                        SUBJECT,
                        new RecordAssessment.Body("discharge", "ecg", IMPLANTED, HotCrt.ecg())))
                .thenRefused("visit-has-no-anchor-yet", Map.of("visit", "discharge", "anchor", "implant"));
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(
                        MarkAttemptEnteredInError.class,
                        by(IMPLANTER),
                        SUBJECT,
                        new MarkAttemptEnteredInError.Body(1, WHY),
                        implanted())
                .on(trial -> trial.implanted("01"))
                .wrong("attempt", 7, 422, "attempt-not-recorded")
                .wrong("because", "", 400, "invalid-field")
                .refused("attempt-not-recorded", randomized(BVP))
                .refused("a-later-attempt-counts", and(implanted(), attempt(2, IMPLANTED)))
                .refused("something-rests-on-the-attempt", crossedAfter())
                .refused("act-tells-the-arm", under(HotCrt.DOUBLE_BLIND, implanted())));
    }
}
