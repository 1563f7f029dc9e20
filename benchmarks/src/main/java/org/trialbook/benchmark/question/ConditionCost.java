package org.trialbook.benchmark.question;

import java.util.List;
import org.trialbook.benchmark.measure.Figure;
import org.trialbook.benchmark.measure.Goal;
import org.trialbook.benchmark.peer.Contender;
import org.trialbook.benchmark.peer.Peer;
import org.trialbook.benchmark.peer.Trialbook;

/// What an append loses by its condition: the same store with it and without.
final class ConditionCost implements Measurement {

    @Override
    public String name() {
        return "condition";
    }

    @Override
    public String asks() {
        return "what the consistency condition costs, against the same store without it";
    }

    @Override
    public void ask(Bench bench) throws Exception {
        try (Trialbook conditional = Trialbook.open(bench.directory())) {
            Peer unconditional = conditional.unconditional();
            List<Contender> both = List.of(conditional, unconditional);
            Throughput.warmUp(both, 64, bench.scale());
            Throughput shown = Throughput.measure(both, 64, bench.scale());
            bench.tell(Figure.of(name(), "64 callers: with", "appends/s", shown.perSecond(conditional)));
            bench.tell(Figure.of(name(), "64 callers: without", "appends/s", shown.perSecond(unconditional)));
            bench.tell(Figure.of(
                            name(),
                            "cost of the condition",
                            "%",
                            shown.perSecond(conditional).percentBelow(shown.perSecond(unconditional)))
                    .against(Goal.atMost(10)));
        }
    }
}
