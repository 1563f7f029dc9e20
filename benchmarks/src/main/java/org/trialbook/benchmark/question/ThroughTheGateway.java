package org.trialbook.benchmark.question;

import org.trialbook.benchmark.measure.Figure;
import org.trialbook.benchmark.measure.Goal;
import org.trialbook.benchmark.peer.Commands;
import org.trialbook.benchmark.peer.Contender;
import org.trialbook.benchmark.peer.PostgresJpa;
import org.trialbook.benchmark.peer.Trialbook;

/// The whole way of a command: gateway, handler, sourcing of a subject's 0 to 19 events, append.
final class ThroughTheGateway implements Measurement {

    @Override
    public String name() {
        return "commands";
    }

    @Override
    public String asks() {
        return "commands/s of 64 callers through Axon's gateway: source a boundary, append";
    }

    @Override
    public void ask(Bench bench) throws Exception {
        try (Peers stores = new Peers();
                Peers gateways = new Peers()) {
            Trialbook ours = stores.add(Trialbook.open(bench.directory().resolve("trialbook")));
            Contender first = gateways.add(new Commands(ours.name(), ours.engine(), ours.events()));
            PostgresJpa postgres = Appending.postgres(bench, stores, name());
            if (postgres != null) {
                gateways.add(new Commands(postgres.name(), postgres.engine(), postgres.events()));
            }
            Throughput.warmUp(gateways.all(), 64, bench.scale());
            Throughput shown = Throughput.measure(gateways.all(), 64, bench.scale());
            for (Contender peer : gateways.all()) {
                Figure figure = shown.figure(name(), peer, "commands/s");
                bench.tell(peer == first ? figure.against(Goal.atLeast(5_000)) : figure);
            }
        }
    }
}
