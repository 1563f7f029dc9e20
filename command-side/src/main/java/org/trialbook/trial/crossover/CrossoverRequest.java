package org.trialbook.trial.crossover;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmCode;
import org.trialbook.event.Crossover;
import org.trialbook.event.SubjectEvent.CrossoverRequested;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocol.CrossoverReason;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Rules;
import org.trialbook.trial.act.SequenceRefusal.OutOfOrder;
import org.trialbook.trial.crossover.CrossoverRefusal.AlreadyCrossedOver;
import org.trialbook.trial.crossover.CrossoverRefusal.ReasonNotPermitted;
import org.trialbook.trial.crossover.CrossoverRefusal.RequestPending;
import org.trialbook.trial.subject.Chart;
import org.trialbook.trial.subject.SubjectDecision;
import org.trialbook.trial.subject.SubjectRules;

/// Decides a request for a crossover: only for the protocol's reasons for the allocated arm.
public final class CrossoverRequest extends SubjectDecision<RequestCrossover> {

    private static final SubjectRules<RequestCrossover> SHARED = SubjectRules.timed("request-crossover");
    private static final List<Rule<RequestCrossover, Chart>> RULES = Rules.and(
            SHARED.ofDecision(),
            new Rule<>("no request is pending", CrossoverRequest::nonePending),
            new Rule<>("the subject has not crossed over", CrossoverRequest::notCrossedOver),
            new Rule<>("the reason is one of the allocated arm's", CrossoverRequest::permitted));

    public CrossoverRequest() {
        super("request-crossover", RequestCrossover.class);
    }

    @Override
    public boolean recordsRefusals() {
        return true;
    }

    @Override
    public Outcome decide(RequestCrossover act, Chart chart) {
        return Rule.firstBroken(RULES, act, chart)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> Outcome.recorded(request(act, chart)));
    }

    private static CrossoverRequested request(RequestCrossover act, Chart chart) {
        CrossoverReason reason =
                protocol(chart).crossover().reason(act.reason()).orElseThrow();
        return new CrossoverRequested(
                act.context().study(),
                act.subject(),
                act.subject().site(),
                chart.history().orElseThrow().requests() + 1,
                act.context().actor().id(),
                Sealed.of(new Crossover(reason.from(), reason.to(), reason.code(), act.note())));
    }

    private static @Nullable Refusal nonePending(RequestCrossover act, Chart chart) {
        Chart.History.Pending pending = chart.history().orElseThrow().pending();
        return pending == null ? null : new RequestPending(pending.crossover());
    }

    private static @Nullable Refusal notCrossedOver(RequestCrossover act, Chart chart) {
        return chart.history().orElseThrow().crossedOver() ? new AlreadyCrossedOver() : null;
    }

    private static @Nullable Refusal permitted(RequestCrossover act, Chart chart) {
        ArmCode arm = chart.history().orElseThrow().arm();
        if (arm == null) {
            return new OutOfOrder("request-crossover", List.of("randomize"));
        }
        List<String> permitted = protocol(chart).crossover().reasons().stream()
                .filter(reason -> reason.from().equals(arm))
                .map(CrossoverReason::code)
                .toList();
        return permitted.contains(act.reason()) ? null : new ReasonNotPermitted(act.reason(), arm, permitted);
    }

    private static Protocol protocol(Chart chart) {
        return Objects.requireNonNull(chart.protocol());
    }
}
