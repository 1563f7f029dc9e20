package org.trialbook.benchmark.question;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trialbook.benchmark.measure.Figure;
import org.trialbook.benchmark.measure.Goal;
import org.trialbook.benchmark.measure.Load;
import org.trialbook.benchmark.peer.InMemory;
import org.trialbook.benchmark.peer.Peer;
import org.trialbook.benchmark.peer.PostgresJpa;
import org.trialbook.benchmark.peer.RawFile;
import org.trialbook.benchmark.peer.Trialbook;

/// One event each, on condition that nothing has come between: 64, 16 callers, and one.
final class Appending implements Measurement {
    private static final Map<Integer, Double> OF_POSTGRES = Map.of(64, 3.0, 1, 0.8);
    private static final Map<Integer, Double> OF_RAW = Map.of(16, 0.7);

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
        try (Peers peers = new Peers()) {
            Trialbook ours = peers.add(Trialbook.open(bench.directory().resolve("trialbook")));
            RawFile raw = peers.add(RawFile.open(bench.directory().resolve("raw")));
            Peer postgres = postgres(bench, peers, name());
            peers.add(new InMemory());
            Throughput.warmUp(peers.all(), 64, bench.scale());
            for (int callers : new int[] {64, 16, 1}) {
                ask(bench, callers, peers, ours, raw, postgres);
            }
        }
    }

    private void ask(Bench bench, int callers, Peers peers, Trialbook ours, RawFile raw, @Nullable Peer postgres)
            throws Exception {
        Throughput shown = Throughput.measure(peers.all(), callers, bench.scale());
        String who = callers == 1 ? "1 caller: " : callers + " callers: ";
        for (Peer peer : peers.all()) {
            Figure figure = Figure.of(name(), who + peer.name(), "appends/s", shown.perSecond(peer))
                    .remarking(String.format(
                            Locale.ROOT,
                            "p50 %.2f ms, p99 %.2f ms",
                            shown.samples(peer, Load::medianMillis).median(),
                            shown.samples(peer, Load::p99Millis).median()));
            bench.tell(peer == ours && callers == 64 ? figure.against(Goal.atLeast(10_000)) : figure);
        }
        bench.tell(ratio(who, "raw file", shown, ours, raw, OF_RAW.get(callers)));
        if (postgres != null) {
            bench.tell(ratio(who, "PostgreSQL", shown, ours, postgres, OF_POSTGRES.get(callers)));
        }
    }

    private Figure ratio(String who, String of, Throughput shown, Peer ours, Peer other, @Nullable Double atLeast) {
        Figure figure = Figure.of(
                name(), who + "Trialbook / " + of, "×", shown.perSecond(ours).times(shown.perSecond(other)));
        return atLeast == null ? figure : figure.against(Goal.atLeast(atLeast));
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
