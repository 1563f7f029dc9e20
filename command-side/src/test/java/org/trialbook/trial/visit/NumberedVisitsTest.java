package org.trialbook.trial.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.RANDOMIZED;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.TODAY;
import static org.trialbook.trial.HotCrt.amended;
import static org.trialbook.trial.HotCrt.and;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.implanted;
import static org.trialbook.trial.HotCrt.published;
import static org.trialbook.trial.Scenario.given;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SubjectEvent.VisitDone;
import org.trialbook.event.SubjectEvent.VisitMissed;
import org.trialbook.event.TrialEvent;
import org.trialbook.event.VisitWindow;
import org.trialbook.trial.Asked;
import org.trialbook.trial.assessment.RecordAssessment;

/// Cycles of 21 days, visits that nobody plans, and a date that ends the cycles.
class NumberedVisitsTest {

    /// The protocol with both, and with the date on a form of the unscheduled visit.
    static final String YAML = amended("\n\nforms:\n", """

                      - {code: cycle, label: Cycle, anchor: randomize, day: 0, before: 2, after: 3, forms: [ecg], repeats: {every: 21, until: {visits: 12}}, ends: [stopping/stopped-on]}
                      - {code: extra, label: Unscheduled, anchor: null, day: 0, before: 0, after: 0, forms: [stopping], unscheduled: true}

                    forms:
                    """).replace("\nreads:\n", """
                      - code: stopping
                        label: End of treatment
                        items:
                          - {code: stopped-on, label: Stopped on, type: date, required: true}

                    reads:
                    """);

    private static final LocalDate THIRD = RANDOMIZED.plusDays(42);

    /// A subject under that protocol who was implanted.
    static List<TrialEvent> inCycles() {
        return and(implanted(), published("2", YAML));
    }

    @Test
    void eachCycleIsRecordedAgainstItsOwnWindow() {
        given(inCycles())
                .when(visit("cycle.3", THIRD.plusDays(5)))
                .thenRecorded(new VisitDone(
                        STUDY,
                        SUBJECT,
                        SITE,
                        "cycle.3",
                        THIRD.plusDays(5),
                        new VisitWindow(THIRD.minusDays(2), THIRD, THIRD.plusDays(3)),
                        2));
    }

    @Test
    void eachCycleIsRecordedOnce() {
        given(inCycles(), new VisitDone(STUDY, SUBJECT, SITE, "cycle.3", THIRD, null, 0))
                .when(visit("cycle.3", THIRD))
                .thenRefused("already-recorded", Map.of("recorded", "visit cycle.3 is done"));
        given(inCycles(), new VisitDone(STUDY, SUBJECT, SITE, "cycle.3", THIRD, null, 0))
                .when(visit("cycle.4", THIRD.plusDays(21)))
                .recorded(VisitDone.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cycle", "cycle.13", "cycle.03", "extra", "extra.0"})
    void thereIsNoOther(String code) {
        assertThat(given(inCycles()).when(visit(code, THIRD)).refusal().name()).isEqualTo("unknown-code");
    }

    @Test
    void aFormBelongsToOneCycle() {
        given(inCycles()).when(stopped("extra.1", THIRD)).recorded(AssessmentRecorded.class);
        given(inCycles(), treatmentStopped("extra.1", THIRD))
                .when(stopped("extra.2", THIRD))
                .recorded(AssessmentRecorded.class);
        assertThat(given(inCycles(), treatmentStopped("extra.1", THIRD))
                        .when(stopped("extra.1", THIRD))
                        .refusal()
                        .name())
                .isEqualTo("already-recorded");
        assertThat(given(inCycles()).when(stopped("extra", THIRD)).refusal().name())
                .isEqualTo("unknown-code");
    }

    @Test
    void anUnscheduledVisitHasNoWindow() {
        given(inCycles())
                .when(visit("extra.7", THIRD))
                .thenRecorded(new VisitDone(STUDY, SUBJECT, SITE, "extra.7", THIRD, null, 0));
    }

    @Test
    void anUnscheduledVisitIsNotMissed() {
        given(inCycles()).when(miss("extra.1")).thenRefused("visit-is-unscheduled", Map.of("visit", "extra.1"));
    }

    @Test
    void aCycleIsMissedOnceItsWindowHasClosed() {
        given(inCycles()).when(miss("cycle.3")).recorded(VisitMissed.class);
    }

    /// What was due on the day of the end, or before it, may still be missed.
    @Test
    void nothingIsMissedOfCyclesThatHaveEnded() {
        given(inCycles(), treatmentStopped("extra.1", THIRD))
                .when(miss("cycle.4"))
                .thenRefused(
                        "visits-have-ended",
                        Map.of("visit", "cycle.4", "by", "stopping/stopped-on", "on", THIRD.toString()));
        given(inCycles(), treatmentStopped("extra.1", THIRD))
                .when(miss("cycle.3"))
                .recorded(VisitMissed.class);
    }

    /// It is a fact, and is marked.
    @Test
    void aCycleThatTookPlaceAfterTheEndIsRecorded() {
        given(inCycles(), treatmentStopped("extra.1", THIRD))
                .when(visit("cycle.4", THIRD.plusDays(21)))
                .recorded(VisitDone.class);
    }

    /// Whatever a later version makes of the cycles, what was recorded of them is put right.
    @Test
    void aCycleThatIsNoLongerPlannedIsPutRight() {
        TrialEvent fewer =
                published("3", YAML.replace("version: \"2\"", "version: \"3\"").replace("visits: 12", "visits: 2"));
        VisitMissed missed = new VisitMissed(STUDY, SUBJECT, SITE, "cycle.3", "no-show", null);
        given(inCycles(), missed, fewer).when(visit("cycle.3", THIRD)).recorded(VisitDone.class);
        assertThat(given(inCycles(), fewer)
                        .when(visit("cycle.3", THIRD))
                        .refusal()
                        .name())
                .isEqualTo("unknown-code");
    }

    static TrialEvent treatmentStopped(String visit, LocalDate on) {
        return new AssessmentRecorded(
                STUDY, SUBJECT, SITE, visit, "stopping", on, Map.of("stopped-on", ItemValue.of(on.toString())), null);
    }

    private static Asked<?, ?> stopped(String visit, LocalDate on) {
        return ask(
                RecordAssessment.class,
                by(COORDINATOR),
                SUBJECT,
                new RecordAssessment.Body(visit, "stopping", on, Map.of("stopped-on", ItemValue.of(on.toString()))));
    }

    private static Asked<?, ?> visit(String code, LocalDate on) {
        return ask(RecordVisit.class, by(COORDINATOR), SUBJECT, new RecordVisit.Body(code, on));
    }

    private static Asked<?, ?> miss(String code) {
        return ask(MissVisit.class, by(COORDINATOR, TODAY), SUBJECT, new MissVisit.Body(code, "no-show"));
    }
}
