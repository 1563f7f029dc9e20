package org.trialbook.trial.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.IMPLANTED;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.RANDOMIZED;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.Scenario.given;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SubjectEvent.VisitDone;
import org.trialbook.event.SubjectEvent.VisitMissed;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.assessment.RecordAssessment;
import org.trialbook.trial.correction.CorrectValue;
import org.trialbook.trial.reading.RegisterRead;
import org.trialbook.trial.unblinding.AssessUnblinding;
import org.trialbook.trial.visit.MissVisit;
import org.trialbook.trial.visit.RecordVisit;

/// What cannot be, beside what was recorded before, is refused; what is only odd is taken.
class DatesBesideEachOtherTest {

    private static final Map<String, ItemValue> NYHA = Map.of("nyha-class", ItemValue.of("II"));
    private static final TrialEvent MISSED = new VisitMissed(STUDY, SUBJECT, SITE, "month-6", "no-show", null);

    private static Asked<?, ?> nyha(String visit, LocalDate on) {
        return ask(
                RecordAssessment.class, by(INVESTIGATOR), SUBJECT, new RecordAssessment.Body(visit, "nyha", on, NYHA));
    }

    @Test
    void aSixMonthFormIsNotFilledInBeforeWhatTheVisitIsCountedFrom() {
        for (List<TrialEvent> history : List.of(HotCrt.consented(), HotCrt.randomized(HotCrt.BVP))) {
            given(history)
                    .when(nyha("month-6", HotCrt.TODAY))
                    .thenRefused("visit-has-no-anchor-yet", Map.of("visit", "month-6", "anchor", "implant"));
        }
        Map<String, String> tooEarly =
                Map.of("date", "2026-03-08", "after", "record-implant-attempt", "earliest", "2026-03-09");
        given(HotCrt.implanted()).when(nyha("month-6", IMPLANTED.minusDays(1))).thenRefused("too-early", tooEarly);
        given(HotCrt.implanted())
                .when(ask(
                        RecordVisit.class,
                        by(COORDINATOR),
                        SUBJECT,
                        new RecordVisit.Body("month-6", IMPLANTED.minusDays(1))))
                .thenRefused("too-early", tooEarly);
        given(HotCrt.implanted()).when(nyha("month-6", IMPLANTED)).recorded(AssessmentRecorded.class);
    }

    @Test
    void aVisitWhoseWindowOpensBeforeItsAnchorMayComeFirst() {
        String yaml = HotCrt.amended(
                "label: Six months, anchor: implant, day: 183", "label: Six months, anchor: implant, day: 10");
        List<TrialEvent> history = HotCrt.and(HotCrt.implanted(), HotCrt.published("2", yaml));

        given(history).when(nyha("month-6", IMPLANTED.minusDays(4))).recorded(AssessmentRecorded.class);
        given(history)
                .when(nyha("month-6", RANDOMIZED.minusDays(20)))
                .thenRefused(
                        "too-early", Map.of("date", "2026-02-13", "after", "sign-consent", "earliest", "2026-03-03"));
    }

    @Test
    void nothingIsFilledInOrRecordedAtAVisitThatWasMissed() {
        given(HotCrt.implanted(), MISSED)
                .when(nyha("month-6", HotCrt.TODAY))
                .thenRefused("visit-was-missed", Map.of("visit", "month-6"));
        given(HotCrt.implanted(), MISSED).when(read()).thenRefused("visit-was-missed", Map.of("visit", "month-6"));
        // It took place after all.
        TrialEvent done = new VisitDone(STUDY, SUBJECT, SITE, "month-6", HotCrt.TODAY, null, 0);
        given(HotCrt.implanted(), MISSED, done)
                .when(nyha("month-6", HotCrt.TODAY))
                .recorded(AssessmentRecorded.class);
    }

    @Test
    void aVisitAtWhichAFormWasFilledInWasNotMissed() {
        TrialEvent form =
                new AssessmentRecorded(STUDY, SUBJECT, SITE, "month-6", "nyha", IMPLANTED.plusDays(183), NYHA, null);
        given(HotCrt.implanted(), form)
                .when(ask(MissVisit.class, by(COORDINATOR), SUBJECT, new MissVisit.Body("month-6", "no-show")))
                .thenRefused("visit-took-place", Map.of("visit", "month-6", "made", "nyha"));
    }

    /// A recording has no day of its own, and what it is counted from may be entered after it.
    @Test
    void aRecordingMayBeRegisteredBeforeWhatItsVisitIsCountedFrom() {
        assertThat(given(HotCrt.randomized(HotCrt.BVP)).when(read()).outcome()).isInstanceOf(Outcome.Recorded.class);
    }

    /// Once that is recorded, nobody has made the recording on an earlier day.
    @Test
    void aRecordingIsNotRegisteredForADayBeforeWhatItsVisitIsCountedFrom() {
        given(HotCrt.implanted())
                .when(read(IMPLANTED.minusDays(1)))
                .thenRefused(
                        "too-early",
                        Map.of("date", "2026-03-08", "after", "record-implant-attempt", "earliest", "2026-03-09"));
        assertThat(given(HotCrt.implanted()).when(read(IMPLANTED)).outcome()).isInstanceOf(Outcome.Recorded.class);
    }

    @Test
    void anUnblindingIsNotAssessedBeforeIt() {
        given(HotCrt.unblinded())
                .when(ask(
                        AssessUnblinding.class,
                        by(INVESTIGATOR, IMPLANTED.minusDays(1)),
                        SUBJECT,
                        new AssessUnblinding.Body(1, "no-impact", "no later visit")))
                .thenRefused(
                        "too-early", Map.of("date", "2026-03-08", "after", "the unblinding", "earliest", "2026-03-09"));
    }

    /// A deviation of the protocol, and no contradiction: it is taken, and marked where it is shown.
    @Test
    void aBaselineFormAfterTheImplantIsTaken() {
        given(HotCrt.implanted())
                .when(nyha("pre-implant", IMPLANTED.plusDays(92)))
                .recorded(AssessmentRecorded.class);
    }

    @Test
    void nothingHappenedBeforeThePersonWasBorn() {
        given(
                        HotCrt.openSite(),
                        new org.trialbook.event.SubjectEvent.SubjectRegistered(
                                STUDY, SUBJECT, SITE, HotCrt.REGISTERED, 2025, "female"),
                        HotCrt.consented(SUBJECT))
                .when(nyha("pre-implant", LocalDate.of(2024, 12, 31)))
                .thenRefused("too-long-ago", Map.of("date", "2024-12-31", "earliest", "2025-01-01"));
    }

    /// A form that asks for the age once more: of somebody born in 1955, who was in 2026 71 at most.
    @Test
    void anAgeInAFormIsThatOfSomebodyBornInTheirYearAlsoOnceCorrected() {
        String yaml = HotCrt.amended(
                "label: NYHA class\n    items:\n",
                "label: NYHA class\n    items:\n      - {code: age, label: Age, type: integer, unit: a, min: 0,"
                        + " max: 120, required: false}\n");
        List<TrialEvent> history = HotCrt.and(HotCrt.implanted(), HotCrt.published("2", yaml));
        LocalDate on = IMPLANTED.plusDays(10);
        Map<String, String> evidence = Map.of("age", "73", "birthYear", "1955", "on", on.toString());
        Function<String, Asked<?, ?>> aged = age -> ask(
                RecordAssessment.class,
                by(INVESTIGATOR),
                SUBJECT,
                new RecordAssessment.Body("month-6", "nyha", on, HotCrt.with(NYHA, "age", new ItemValue(age, "a"))));

        given(history).when(aged.apply("73")).thenRefused("age-contradicts-birth-year", evidence);
        AssessmentRecorded recorded = given(history).when(aged.apply("72")).recorded(AssessmentRecorded.class);
        given(history, recorded)
                .when(ask(
                        CorrectValue.class,
                        by(INVESTIGATOR),
                        SUBJECT,
                        new CorrectValue.Body(
                                "month-6",
                                "nyha",
                                "age",
                                new ItemValue("72", "a"),
                                new ItemValue("73", "a"),
                                "misread")))
                .thenRefused("age-contradicts-birth-year", evidence);
    }

    private static Asked<?, ?> read() {
        return read(HotCrt.TODAY);
    }

    private static Asked<?, ?> read(LocalDate on) {
        return ask(
                RegisterRead.class,
                by(COORDINATOR, on),
                SUBJECT,
                new RegisterRead.Body("month-6", "ecg", "archive/1", "ab".repeat(32)));
    }
}
