package org.trialbook.benchmark.question;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.trialbook.benchmark.measure.Load;
import org.trialbook.benchmark.measure.Rounds;
import org.trialbook.benchmark.measure.Samples;
import org.trialbook.benchmark.measure.Scale;
import org.trialbook.benchmark.peer.Peer;

/// What several stores did under the same load, round by round.
final class Throughput {
    private final Map<Peer, List<Load>> loads;

    private Throughput(Map<Peer, List<Load>> loads) {
        this.loads = loads;
    }

    static void warmUp(List<Peer> peers, int callers, Scale scale) throws Exception {
        for (Peer peer : peers) {
            Load.closed(peer::caller, callers, scale.warmUp());
            peer.rest();
        }
    }

    static Throughput measure(List<Peer> peers, int callers, Scale scale) throws Exception {
        return new Throughput(Rounds.alternate(peers, scale.rounds(), peer -> {
            Load load = Load.closed(peer::caller, callers, scale.round());
            peer.rest();
            return load;
        }));
    }

    Samples perSecond(Peer peer) {
        return samples(peer, Load::perSecond);
    }

    Samples samples(Peer peer, ToDoubleFunction<Load> what) {
        List<Load> rounds = Objects.requireNonNull(loads.get(peer), peer.name());
        return new Samples(rounds.stream().map(what::applyAsDouble).toList());
    }
}
