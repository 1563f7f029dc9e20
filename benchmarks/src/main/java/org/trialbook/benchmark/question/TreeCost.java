package org.trialbook.benchmark.question;

import java.util.List;
import org.trialbook.benchmark.measure.Figure;
import org.trialbook.benchmark.measure.Goal;
import org.trialbook.benchmark.peer.Contender;
import org.trialbook.benchmark.peer.Peer;
import org.trialbook.benchmark.peer.RawFile;

/// What the Merkle tree and its checkpoints cost. Our log can't be had without them, and shall not; so the switch is in
/// the plain committer on the raw file, which writes blocks of the same bytes with it and without. As it does little
/// else, hashing each line once is a larger share of its work than of the log's.
final class TreeCost implements Measurement {

    @Override
    public String name() {
        return "tree";
    }

    @Override
    public String asks() {
        return "what hashing, tree, roots and checkpoints cost, against the same committer without them";
    }

    @Override
    public void ask(Bench bench) throws Exception {
        try (Peers peers = new Peers()) {
            Peer with = peers.add(RawFile.openWithTree(bench.directory().resolve("with")));
            Peer without = peers.add(RawFile.open(bench.directory().resolve("without")));
            List<Contender> both = peers.all();
            Throughput.warmUp(both, 64, bench.scale());
            Throughput shown = Throughput.measure(both, 64, bench.scale());
            bench.tell(Figure.of(name(), "64 callers: with", "appends/s", shown.perSecond(with)));
            bench.tell(Figure.of(name(), "64 callers: without", "appends/s", shown.perSecond(without)));
            bench.tell(Figure.of(
                            name(),
                            "cost of tree and checkpoints",
                            "%",
                            shown.perSecond(with).percentBelow(shown.perSecond(without)))
                    .against(Goal.atMost(10)));
        }
    }
}
