package org.trialbook.trial.deviation;

import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.RANDOMIZED;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.and;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.implanted;
import static org.trialbook.trial.HotCrt.openSite;
import static org.trialbook.trial.HotCrt.randomized;
import static org.trialbook.trial.Scenario.given;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.FoundDeviations;
import org.trialbook.event.CorrectionEvent.EligibilityCorrected;
import org.trialbook.event.FoundDeviation;
import org.trialbook.event.ItemValue;
import org.trialbook.event.RuleEvent.FoundDeviationRecorded;
import org.trialbook.event.SubjectEvent.VisitDone;
import org.trialbook.event.TrialEvent;
import org.trialbook.event.VisitWindow;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;

/// What rules find with a subject is recorded as a deviation, each once, until the data are others.
class FoundDeviationsTest implements ActExamples {
    private static final LocalDate JULY = LocalDate.of(2026, 7, 20);

    private static TrialEvent visit(LocalDate on, int daysOutside) {
        LocalDate target = LocalDate.of(2026, 6, 8);
        return new VisitDone(
                STUDY,
                SUBJECT,
                SITE,
                "month-3",
                on,
                new VisitWindow(target, target.minusDays(21), target.plusDays(21)),
                daysOutside);
    }

    private static TrialEvent corrected(String level, String... notMet) {
        return new EligibilityCorrected(
                STUDY,
                SUBJECT,
                SITE,
                Map.of("lvef", ItemValue.of("30")),
                Map.of("lvef", ItemValue.of("45")),
                Map.of("aetiology", "ischaemic"),
                Map.of("aetiology", level),
                List.of(notMet),
                "as the report says");
    }

    private static Asked<?, ?> record(String rule, @Nullable String visit) {
        return ask(
                RecordFoundDeviation.class, by(DATA_MANAGER), SUBJECT, new RecordFoundDeviation.Body(rule, visit, ""));
    }

    private static FoundDeviationRecorded recorded(String rule, @Nullable String visit, String found, LocalDate on) {
        return new FoundDeviationRecorded(
                STUDY, SUBJECT, SITE, new FoundDeviation(rule, visit, found), on, Sealed.of(""));
    }

    private static FoundDeviationRecorded late(int days, LocalDate on) {
        return recorded(FoundDeviations.VISIT_OUT_OF_WINDOW, "month-3", Integer.toString(days), on);
    }

    @Test
    void aVisitOutsideItsWindowIsRecordedOnceAndAgainOnceItIsAnother() {
        List<TrialEvent> history = and(implanted(), visit(JULY, 21));
        given(history)
                .when(record(FoundDeviations.VISIT_OUT_OF_WINDOW, "month-3"))
                .thenRecorded(late(21, JULY));
        given(history, late(21, JULY))
                .when(record(FoundDeviations.VISIT_OUT_OF_WINDOW, "month-3"))
                .thenRefused("already-recorded", Map.of("recorded", "as it was found"));
        given(history, late(21, JULY), visit(JULY.plusDays(1), 22))
                .when(record(FoundDeviations.VISIT_OUT_OF_WINDOW, "month-3"))
                .thenRecorded(late(22, JULY.plusDays(1)));
    }

    @Test
    void whatIsAsPlannedIsNoFinding() {
        given(implanted(), visit(LocalDate.of(2026, 6, 10), 0))
                .when(record(FoundDeviations.VISIT_OUT_OF_WINDOW, "month-3"))
                .thenRefused(
                        "no-such-finding", Map.of("rule", FoundDeviations.VISIT_OUT_OF_WINDOW, "visit", "month-3"));
        for (String rule : List.of(FoundDeviations.INELIGIBLE, FoundDeviations.WRONG_STRATUM)) {
            given(randomized(BVP), corrected("ischaemic"))
                    .when(record(rule, null))
                    .thenRefused("no-such-finding", Map.of("rule", rule));
        }
    }

    @Test
    void whoTurnedOutNotToBeEligibleOrOfAnotherStratumDeviatedWhenRandomized() {
        List<TrialEvent> history = and(randomized(BVP), corrected("non-ischaemic", "lvef", "qrs"));
        given(history)
                .when(record(FoundDeviations.INELIGIBLE, null))
                .thenRecorded(recorded(FoundDeviations.INELIGIBLE, null, "lvef qrs", RANDOMIZED));
        given(history)
                .when(record(FoundDeviations.WRONG_STRATUM, null))
                .thenRecorded(recorded(
                        FoundDeviations.WRONG_STRATUM,
                        null,
                        "{aetiology=ischaemic} {aetiology=non-ischaemic}",
                        RANDOMIZED));
        given(history, corrected("ischaemic"))
                .when(record(FoundDeviations.INELIGIBLE, null))
                .thenRefused("no-such-finding", Map.of("rule", FoundDeviations.INELIGIBLE));
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(
                        RecordFoundDeviation.class,
                        by(DATA_MANAGER),
                        SUBJECT,
                        new RecordFoundDeviation.Body(FoundDeviations.VISIT_OUT_OF_WINDOW, "month-3", "on holiday"),
                        and(implanted(), visit(JULY, 21)))
                .on(trial -> {
                    String subject = trial.implanted("01");
                    trial.server()
                            .recorded(
                                    "coordinator@01",
                                    subject + "/acts/record-visit",
                                    Map.of("visit", "month-3", "doneOn", "2026-07-20"));
                    return subject;
                })
                .mayBeEmpty("note")
                .wrong("rule", "too-late", 400, "invalid-field")
                .wrong("visit", "month-99", 422, "no-such-finding")
                .wrong("note", ActExample.TOO_LONG, 400, "invalid-field")
                .refused("no-such-subject", openSite())
                .refused("no-such-finding", implanted())
                .refused("already-recorded", and(implanted(), visit(JULY, 21)), late(21, JULY)));
    }
}
