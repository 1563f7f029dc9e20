package org.trialbook.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.EventLine.Tag;
import org.trialbook.store.NaiveLog.Answer;
import org.trialbook.store.NaiveLog.Attempt;

/// Some processes, their callers and their followers on one store, everything drawn from one seed: who goes next,
/// what is lost, doubled or late, who is killed, when the server crashes or the power is cut, where the clocks
/// stand.
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
    private final SimulatedStore store;
    private final PlantedFault fault;
    /// Drawn apart, so that it changes nothing else.
    private final RandomGenerator texts;
    private final List<SimulatedProcess> dead = new ArrayList<>();
    private final List<SimulatedProcess> processes = new ArrayList<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private int started;
    private int callersAtWork;
    private boolean over;

    private LogSimulation(long seed, PlantedFault fault, Store store, boolean telling) {
        this.seed = seed;
        this.random = new Random(seed);
        this.turns = new Turns(new Random(seed ^ 0x5DEECE66DL), telling);
        this.texts = new Random(seed ^ 0x2545F4914F6CDD1DL);
        this.store = store.in(turns, random);
        this.fault = fault;
    }

    /// Makes the store that the processes have.
    interface Store {
        SimulatedStore in(Turns turns, RandomGenerator random);
    }

    /// On a document server, which several processes have.
    static Outcome onAServer(long seed, PlantedFault fault, boolean telling) {
        return new LogSimulation(seed, fault, SimulatedServer::new, telling).run();
    }

    /// On plain files, which one process has.
    static Outcome onFiles(long seed, PlantedFileFault fault, boolean telling) {
        Store files = (turns, random) -> new SimulatedFiles(turns, random, fault);
        return new LogSimulation(seed, PlantedFault.NONE, files, telling).run();
    }

    private Outcome run() {
        int count = store.isOfOneProcess() ? 1 + random.nextInt(2) : 2 + random.nextInt(2);
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
        store.start(() -> over);
        turns.actor(this::bringToAnEnd);
        List<String> violations = new ArrayList<>();
        try {
            turns.run();
        } catch (AssertionError e) {
            violations.add(String.valueOf(e.getCause()));
        }
        NaiveLog model = whatIsLeft(violations);
        attempts.forEach(model::check);
        violations.addAll(model.violations());
        if (violations.isEmpty()) {
            List<String> lines = model.lines();
            processes.stream()
                    .filter(process -> !process.seen().equals(lines))
                    .forEach(process -> violations.add("a follower saw another log: " + process.seen()));
            dead.stream()
                    .filter(process -> !process.isBeginningOf(lines))
                    .forEach(process -> violations.add("a follower that died saw another log: " + process.seen()));
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

    private NaiveLog whatIsLeft(List<String> violations) {
        try {
            return new NaiveLog(store.blocks());
        } catch (RuntimeException | AssertionError e) {
            violations.add("what is left at the end: " + e);
            return new NaiveLog(List.of());
        }
    }

    private int count(Answer answer) {
        return Math.toIntExact(
                attempts.stream().filter(a -> a.answer().equals(answer)).count());
    }

    private SimulatedProcess process() {
        SimulatedProcess process =
                new SimulatedProcess("p" + started++, turns, random, store, () -> over, fault::committer);
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
            List<Tag> tags = random.nextBoolean() ? List.of(key, subject) : List.of(key, stratum, subject);
            String text = "x".repeat(texts.nextInt(8) == 0 ? texts.nextInt(3_000) : 0);
            drafts.add(Drafts.draft(ids.get(i), "trial.Noted", tags, "{\"n\":\"" + text + "\"}"));
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
            if (store.isCalm()) {
                return;
            }
            int victim = random.nextInt(processes.size());
            switch (random.nextInt(3)) {
                case 0 -> kill(victim, () -> {});
                case 1 -> {
                    if (store.isOfOneProcess()) {
                        kill(victim, store::crash);
                    } else {
                        store.crash();
                    }
                }
                default -> {
                    SimulatedProcess process = processes.get(victim);
                    process.setClock(process.now().plusSeconds(random.nextInt(300) - 200));
                    turns.note("a clock is set to " + process.now());
                }
            }
        }
    }

    /// @param meanwhile happens before it is started again
    private void kill(int victim, Runnable meanwhile) {
        List<Integer> all = store.isOfOneProcess()
                ? IntStream.range(0, processes.size()).boxed().toList()
                : List.of(victim);
        all.forEach(each -> processes.get(each).kill());
        store.abandoned();
        meanwhile.run();
        for (int each : all) {
            dead.add(processes.get(each));
            processes.set(each, process());
        }
    }

    /// Everything works again: what is late arrives, every process can append, and all come to know the same log.
    private void bringToAnEnd() {
        turns.until(() -> callersAtWork == 0);
        store.calmDown();
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
        turns.until(() -> !store.hasDelayed());
        processes.forEach(SimulatedProcess::readAll);
        over = true;
    }
}
