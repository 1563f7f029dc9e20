package org.trialbook.benchmark.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.trialbook.benchmark.measure.Figure;
import org.trialbook.benchmark.measure.Goal;
import org.trialbook.benchmark.measure.Load;
import org.trialbook.benchmark.measure.Samples;
import org.trialbook.benchmark.peer.Trialbook;

/// How long an append takes while the store is busy and not saturated: appends that begin at a steady rate, whether or
/// not earlier ones have returned. The rates are 70 % of what 64 callers reached, and 10,000/s.
final class SteadyLoad implements Measurement {
    private static final double SHARE = 0.7;
    private static final double FIXED = 10_000;

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String asks() {
        return "p50 and p99 of an append at 70 % of the highest rate and at 10,000/s, from its intended start";
    }

    @Override
    public void ask(Bench bench) throws Exception {
        try (Trialbook ours = Trialbook.open(bench.directory())) {
            Load.closed(ours::caller, 64, bench.scale().warmUp());
            double highest =
                    Load.closed(ours::caller, 64, bench.scale().round()).perSecond();
            ask(bench, ours, SHARE * highest, Goal.atMost(10));
            ask(bench, ours, FIXED, Goal.atMost(5));
        }
    }

    private void ask(Bench bench, Trialbook ours, double rate, Goal p99) throws Exception {
        Load.open(ours::caller, rate, bench.scale().warmUp());
        List<Load> loads = new ArrayList<>();
        for (int round = 0; round < bench.scale().rounds(); round++) {
            loads.add(Load.open(ours::caller, rate, bench.scale().round()));
        }
        String what = String.format(Locale.ROOT, "at %,.0f appends/s: ", rate);
        bench.tell(Figure.of(
                name(),
                what + "p50",
                "ms",
                new Samples(loads.stream().map(Load::medianMillis).toList())));
        bench.tell(Figure.of(
                        name(),
                        what + "p99",
                        "ms",
                        new Samples(loads.stream().map(Load::p99Millis).toList()))
                .against(p99));
    }
}
