package org.trialbook.trial.crossover;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.SubjectEvent.CrossoverApproved;
import org.trialbook.event.SubjectEvent.CrossoverDenied;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Rules;
import org.trialbook.trial.crossover.CrossoverRefusal.NothingPending;
import org.trialbook.trial.crossover.CrossoverRefusal.OwnRequest;
import org.trialbook.trial.subject.Chart;
import org.trialbook.trial.subject.SubjectDecision;
import org.trialbook.trial.subject.SubjectRules;

/// Decides the approval or denial of a crossover, by somebody other than who asked for it.
public final class CrossoverAnswer<A extends AnswerCrossover> extends SubjectDecision<A> {

    private final List<Rule<A, Chart>> rules;

    private CrossoverAnswer(String act, Class<A> acts) {
        super(act, acts);
        SubjectRules<A> shared = SubjectRules.timed(act);
        this.rules = Rules.and(
                shared.ofDecision(),
                new Rule<>("the request is pending", CrossoverAnswer::pending),
                new Rule<>("somebody else requested it", CrossoverAnswer::notOwn));
    }

    public static CrossoverAnswer<ApproveCrossover> approval() {
        return new CrossoverAnswer<>("approve-crossover", ApproveCrossover.class);
    }

    public static CrossoverAnswer<DenyCrossover> denial() {
        return new CrossoverAnswer<>("deny-crossover", DenyCrossover.class);
    }

    @Override
    public boolean recordsRefusals() {
        return true;
    }

    @Override
    public Outcome decide(A act, Chart chart) {
        return Rule.firstBroken(rules, act, chart)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> Outcome.recorded(
                        switch ((AnswerCrossover) act) {
                            case ApproveCrossover approve ->
                                new CrossoverApproved(
                                        approve.context().study(),
                                        approve.subject(),
                                        approve.subject().site(),
                                        approve.crossover(),
                                        approve.context().actor().id(),
                                        Sealed.of(approve.note()));
                            case DenyCrossover deny ->
                                new CrossoverDenied(
                                        deny.context().study(),
                                        deny.subject(),
                                        deny.subject().site(),
                                        deny.crossover(),
                                        deny.context().actor().id(),
                                        Sealed.of(deny.note()));
                        }));
    }

    private static @Nullable Refusal pending(AnswerCrossover act, Chart chart) {
        Chart.History.Pending pending = chart.history().orElseThrow().pending();
        return pending != null && pending.crossover() == act.crossover() ? null : new NothingPending(act.crossover());
    }

    private static @Nullable Refusal notOwn(AnswerCrossover act, Chart chart) {
        Chart.History.Pending pending = chart.history().orElseThrow().pending();
        return pending != null
                        && pending.requestedBy().equals(act.context().actor().id())
                ? new OwnRequest(pending.requestedBy())
                : null;
    }
}
