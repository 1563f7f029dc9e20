package org.trialbook.trial.visit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.SubjectEvent.VisitDone;
import org.trialbook.event.VisitWindow;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Rules;
import org.trialbook.trial.act.SequenceRefusal.AlreadyRecorded;
import org.trialbook.trial.subject.Chart;
import org.trialbook.trial.subject.SubjectDecision;
import org.trialbook.trial.subject.SubjectRules;
import org.trialbook.trial.subject.VisitDays;

/// Decides whether a visit is recorded as done. Outside its window it is recorded with the days it was early or late.
public final class VisitRecording extends SubjectDecision<RecordVisit> {

    private static final SubjectRules<RecordVisit> SHARED = SubjectRules.dated("record-visit", RecordVisit::doneOn);
    private static final List<Rule<RecordVisit, Chart>> RULES = Rules.and(
            SHARED.ofFact(),
            new Rule<>("the protocol has the visit", (act, chart) -> VisitDays.known(chart, act.visit())),
            new Rule<>("the visit is anchored", (act, chart) -> VisitDays.anchored(chart, act.visit())),
            new Rule<>(
                    "it did not take place before what it is counted from",
                    (act, chart) -> VisitDays.notBeforeItsAnchor(chart, act.visit(), act.doneOn())),
            new Rule<>("the visit is not done yet", VisitRecording::notDone));

    public VisitRecording() {
        super("record-visit", RecordVisit.class);
    }

    @Override
    public Outcome decide(RecordVisit act, Chart chart) {
        return Rule.firstBroken(RULES, act, chart)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> Outcome.recorded(done(act, chart)));
    }

    private static VisitDone done(RecordVisit act, Chart chart) {
        @Nullable VisitWindow window = VisitDays.window(chart, act.visit()).orElse(null);
        return new VisitDone(
                act.context().study(),
                act.subject(),
                act.subject().site(),
                act.visit(),
                act.doneOn(),
                window,
                window == null ? 0 : window.daysOutside(act.doneOn()));
    }

    private static @Nullable Refusal notDone(RecordVisit act, Chart chart) {
        boolean done =
                Boolean.TRUE.equals(chart.history().orElseThrow().visits().get(act.visit()));
        return done ? new AlreadyRecorded("visit " + act.visit() + " is done") : null;
    }
}
