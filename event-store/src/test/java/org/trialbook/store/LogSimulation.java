package org.trialbook.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.EventLine.Tag;
import org.trialbook.store.NaiveLog.Answer;
import org.trialbook.store.NaiveLog.Attempt;

/// Some processes, their callers and their followers on one store, everything drawn from one seed: who goes next, what
/// is lost, doubled or late, who is killed, when the server crashes, where the clocks stand.
final class LogSimulation {
    private static final Instant LATER = Instant.parse("2026-12-01T00:00:00Z");

    /// How a run ended.
    ///
    /// @param violations of the promises of the log; empty when it kept them
    /// @param trace the same for every run of one seed
    record Outcome(long seed, List<String> violations, long trace, int turns, long events, int conflicts, int unknown) {
        /// How to see it again.
        @Override
        public String toString() {
            return "-Dtrialbook.firstSeed=" + seed + " -Dtrialbook.seeds=1 -Dtrialbook.tell=true shows it again: "
                    + violations;
        }
    }

    private final long seed;
    private final RandomGenerator random;
    private final Turns turns;
    private final SimulatedServer server;
    private final PlantedFault fault;
    private final List<SimulatedProcess> processes = new ArrayList<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private int started;
    private int callersAtWork;
    private boolean over;

    private LogSimulation(long seed, PlantedFault fault, boolean telling) {
        this.seed = seed;
        this.random = new Random(seed);
        this.turns = new Turns(new Random(seed ^ 0x5DEECE66DL), telling);
        this.server = new SimulatedServer(turns, random);
        this.fault = fault;
    }

    static Outcome run(long seed, PlantedFault fault, boolean telling) {
        return new LogSimulation(seed, fault, telling).run();
    }

    private Outcome run() {
        int count = 2 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            processes.add(process());
            int callers = 1 + random.nextInt(3);
            for (int j = 0; j < callers; j++) {
                int process = i;
                String name = i + "" + (char) ('a' + j);
                callersAtWork++;
                turns.actor(() -> call(process, name));
            }
        }
        turns.actor(this::disturb);
        turns.actor(this::carryDelayed);
        turns.actor(this::bringToAnEnd);
        List<String> violations = new ArrayList<>();
        try {
            turns.run();
        } catch (AssertionError e) {
            violations.add(String.valueOf(e.getCause()));
        }
        NaiveLog model = new NaiveLog(server.blocks());
        attempts.forEach(model::check);
        violations.addAll(model.violations());
        if (violations.isEmpty()) {
            List<String> lines = model.lines();
            processes.stream()
                    .filter(process -> !process.seen().equals(lines))
                    .forEach(process -> violations.add("a follower saw another log: " + process.seen()));
        }
        return new Outcome(
                seed,
                violations,
                turns.trace(),
                turns.taken(),
                model.ids().size(),
                count(new Answer.Conflict()),
                count(new Answer.Unknown()));
    }

    private int count(Answer answer) {
        return Math.toIntExact(
                attempts.stream().filter(a -> a.answer().equals(answer)).count());
    }

    private SimulatedProcess process() {
        SimulatedProcess process =
                new SimulatedProcess("p" + started++, turns, random, server, () -> over, fault::committer);
        process.start();
        return process;
    }

    private void call(int number, String name) {
        int appends = 2 + random.nextInt(4);
        for (int i = 0; i < appends; i++) {
            Tag key = new Tag("key", name + i);
            // An act whose outcome is unknown is repeated under its key, as a caller would.
            for (int repeat = 0; repeat < 4; repeat++) {
                turns.until(() -> processes.get(number).isOpen());
                SimulatedProcess process = processes.get(number);
                Answer answer = attempt(process, name + i + "." + repeat, key, random.nextInt(10));
                if (!(answer instanceof Answer.Unknown)) {
                    break;
                }
            }
        }
        callersAtWork--;
    }

    private Answer attempt(SimulatedProcess process, String id, Tag key, int kind) {
        Tag subject = new Tag("subject", "s" + random.nextInt(3));
        Tag stratum = new Tag("stratum", random.nextBoolean() ? "old" : "young");
        Set<Tag> condition = switch (kind) {
            case 0 -> null;
            case 1, 2 -> Set.of(stratum);
            case 3, 4 -> Set.of(subject, stratum);
            case 5, 6, 7 -> Set.of(subject);
            default -> Set.of(key);
        };
        // What the decision looked at; others append before it is recorded.
        long from = kind > 7 ? 0 : process.size();
        turns.pass();
        turns.pass();
        List<Draft> drafts = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        int events = 1 + random.nextInt(3);
        for (int i = 0; i < events; i++) {
            ids.add(id + "/" + i);
            drafts.add(Drafts.draft(
                    ids.get(i), random.nextBoolean() ? List.of(key, subject) : List.of(key, stratum, subject)));
        }
        Answer answer = answer(process, drafts, condition == null ? null : guard(condition, from));
        turns.note(id + " if none of " + condition + " from " + from + ": " + answer);
        attempts.add(new Attempt(ids, condition, from, answer));
        return answer;
    }

    private static Append.Guard guard(Set<Tag> tags, long from) {
        return new Append.Guard(new EventQuery(false, List.of(new EventQuery.Clause(tags, Set.of()))), from);
    }

    private static Answer answer(SimulatedProcess process, List<Draft> drafts, Append.@Nullable Guard guard) {
        try {
            return new Answer.Recorded(process.append(drafts, guard).join());
        } catch (CompletionException e) {
            return switch (e.getCause()) {
                case AppendEventsTransactionRejectedException ignored -> new Answer.Conflict();
                case UnsettledAppendException ignored -> new Answer.Unknown();
                case SimulatedProcess.Killed ignored -> new Answer.Unknown();
                case null, default -> new Answer.NotRecorded();
            };
        }
    }

    /// Kills, crashes, and clocks that are set.
    private void disturb() {
        int disturbances = random.nextInt(6);
        for (int i = 0; i < disturbances && callersAtWork > 0; i++) {
            int pause = random.nextInt(60);
            for (int j = 0; j < pause; j++) {
                turns.pass();
            }
            if (server.isCalm()) {
                return;
            }
            int victim = random.nextInt(processes.size());
            switch (random.nextInt(3)) {
                case 0 -> {
                    processes.get(victim).kill();
                    processes.set(victim, process());
                }
                case 1 -> server.crash();
                default -> {
                    SimulatedProcess process = processes.get(victim);
                    process.setClock(process.now().plusSeconds(random.nextInt(300) - 200));
                    turns.note("a clock is set to " + process.now());
                }
            }
        }
    }

    private void carryDelayed() {
        while (!over) {
            turns.until(() -> over || server.hasDelayed());
            int pause = random.nextInt(random.nextBoolean() ? 4 : 80);
            for (int i = 0; i < pause; i++) {
                turns.pass();
            }
            if (server.hasDelayed()) {
                server.deliver();
            }
        }
    }

    /// Everything works again: what is late arrives, every process can append, and all come to know the same log.
    private void bringToAnEnd() {
        turns.until(() -> callersAtWork == 0);
        server.calmDown();
        turns.note("all is calm");
        for (SimulatedProcess process : processes) {
            turns.until(process::isOpen);
            process.setClock(LATER);
            String id = "last of " + processes.indexOf(process);
            Answer answer = answer(process, List.of(Drafts.draft(id, List.of())), null);
            attempts.add(new Attempt(List.of(id), null, 0, answer));
            if (!(answer instanceof Answer.Recorded)) {
                throw new AssertionError("cannot append although everything works: " + answer);
            }
        }
        turns.until(() -> !server.hasDelayed());
        processes.forEach(SimulatedProcess::readAll);
        over = true;
    }
}
