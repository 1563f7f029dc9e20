package org.trialbook.benchmark.question;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.trialbook.benchmark.measure.Figure;
import org.trialbook.benchmark.measure.Load;
import org.trialbook.benchmark.measure.Rounds;
import org.trialbook.benchmark.measure.Samples;
import org.trialbook.benchmark.measure.Scale;
import org.trialbook.benchmark.peer.Contender;

/// What several stores did under the same load, round by round.
final class Throughput {
    private final int callers;
    private final Map<Contender, List<Load>> loads;

    private Throughput(int callers, Map<Contender, List<Load>> loads) {
        this.callers = callers;
        this.loads = loads;
    }

    static void warmUp(List<Contender> peers, int callers, Scale scale) throws Exception {
        for (Contender peer : peers) {
            peer.load(callers, scale.warmUp());
            peer.rest();
        }
    }

    static Throughput measure(List<Contender> peers, int callers, Scale scale) throws Exception {
        return new Throughput(callers, Rounds.alternate(peers, scale.rounds(), peer -> {
            Load load = peer.load(callers, scale.round());
            peer.rest();
            return load;
        }));
    }

    Samples perSecond(Contender peer) {
        return samples(peer, Load::perSecond);
    }

    /// How much one of them did.
    ///
    /// @param unit of what was done, such as `appends/s`
    Figure figure(String question, Contender peer, String unit) {
        return Figure.of(question, who() + peer.name(), unit, perSecond(peer))
                .remarking(String.format(
                        Locale.ROOT,
                        "p50 %.2f ms, p99 %.2f ms",
                        samples(peer, Load::medianMillis).median(),
                        samples(peer, Load::p99Millis).median()));
    }

    /// How many times as much as another one, round by round.
    ///
    /// @param name of the other one, in a word
    Figure ratio(String question, Contender ours, Contender other, String name) {
        return Figure.of(
                question,
                who() + ours.name() + " / " + name,
                "×",
                perSecond(ours).times(perSecond(other)));
    }

    private String who() {
        return callers == 1 ? "1 caller: " : callers + " callers: ";
    }

    private Samples samples(Contender peer, ToDoubleFunction<Load> what) {
        List<Load> rounds = Objects.requireNonNull(loads.get(peer), peer.name());
        return new Samples(rounds.stream().map(what::applyAsDouble).toList());
    }
}
