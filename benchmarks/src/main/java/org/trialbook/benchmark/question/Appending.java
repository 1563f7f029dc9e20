package org.trialbook.benchmark.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trialbook.benchmark.measure.Figure;
import org.trialbook.benchmark.measure.Goal;
import org.trialbook.benchmark.peer.Contender;
import org.trialbook.benchmark.peer.InMemory;
import org.trialbook.benchmark.peer.PostgresJpa;
import org.trialbook.benchmark.peer.RawFile;
import org.trialbook.benchmark.peer.Trialbook;

/// One event each, on condition that nothing has come between: 64, 16 callers, and one.
final class Appending implements Measurement {
    private static final Map<Integer, Goal> ALONE = Map.of(64, Goal.atLeast(10_000));
    private static final Map<Integer, Goal> OF_POSTGRES =
            Map.of(64, Goal.atLeast(10), 16, Goal.atLeast(4), 1, Goal.atLeast(0.8));
    private static final Map<Integer, Goal> OF_RAW = Map.of(16, Goal.atLeast(0.7), 1, Goal.atLeast(0.8));

    /// Of 10 (the default), 24 and 64 connections, what PostgreSQL did best with on two cores.
    static final int CONNECTIONS = 24;

    @Override
    public String name() {
        return "append";
    }

    @Override
    public String asks() {
        return "appends/s of 64, 16 and 1 callers, one conditional event each, against every peer";
    }

    @Override
    public void ask(Bench bench) throws Exception {
        try (Peers peers = new Peers();
                RawFile bare = RawFile.ofOneCaller(bench.directory().resolve("bare"))) {
            Trialbook ours = peers.add(Trialbook.open(bench.directory().resolve("trialbook")));
            RawFile raw = peers.add(RawFile.open(bench.directory().resolve("raw")));
            PostgresJpa postgres = postgres(bench, peers, name());
            peers.add(new InMemory());
            Throughput.warmUp(peers.all(), 64, bench.scale());
            for (int callers : new int[] {64, 16, 1}) {
                List<Contender> all = new ArrayList<>(peers.all());
                if (callers == 1) {
                    all.add(2, bare);
                    Throughput.warmUp(List.of(bare), 1, bench.scale());
                }
                Throughput shown = Throughput.measure(all, callers, bench.scale());
                for (Contender peer : all) {
                    Figure figure = shown.figure(name(), peer, "appends/s");
                    bench.tell(peer == ours ? against(ALONE.get(callers), figure) : figure);
                }
                bench.tell(against(OF_RAW.get(callers), shown.ratio(name(), ours, raw, "raw file")));
                if (callers == 1) {
                    bench.tell(against(OF_RAW.get(callers), shown.ratio(name(), ours, bare, bare.name())));
                }
                if (postgres != null) {
                    bench.tell(against(OF_POSTGRES.get(callers), shown.ratio(name(), ours, postgres, "PostgreSQL")));
                }
            }
        }
    }

    private static Figure against(@Nullable Goal target, Figure figure) {
        return target == null ? figure : figure.against(target);
    }

    /// @return null when PostgreSQL does not start here; the table says so
    static @Nullable PostgresJpa postgres(Bench bench, Peers peers, String question) {
        try {
            return peers.add(PostgresJpa.open(bench.directory().resolve("postgres"), CONNECTIONS));
        } catch (Exception e) {
            bench.tell(Figure.missing(question, "PostgreSQL", "does not start here: " + e));
            return null;
        }
    }
}
