package org.trialbook.benchmark.trial;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.trialbook.benchmark.measure.HeapUse;
import org.trialbook.benchmark.measure.Scale;
import org.trialbook.benchmark.measure.Timings;
import org.trialbook.benchmark.peer.ServerProcess;
import org.trialbook.simulation.Simulation;
import org.trialbook.simulation.SimulationPlan;
import org.trialbook.simulation.SimulationReport;

/// A trial of one size in its server: how long it takes to start, to answer, and to act.
///
/// @param subjects randomized in it
/// @param events in its record before anybody asked
/// @param folded the start without stored views, until they know the whole record
/// @param kept the same with them
/// @param folding heap while they were folded
/// @param serving heap while it was asked
/// @param answers each question, live and as of
/// @param acts by the act's name
public record AskedTrial(
        int subjects,
        long events,
        Start folded,
        Start kept,
        HeapUse folding,
        HeapUse serving,
        List<AnsweredQuestion> answers,
        Map<String, Timings> acts) {

    /// How long a start took, and what it had of the processors meanwhile, in seconds.
    public record Start(double seconds, double processorSeconds) {}

    /// The heap that a server of such a trial is given.
    public static final String HEAP = "-Xmx1536m";

    public static final int CLIENTS = 16;
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int MOST_ASKED_IN_A_ROUND = 100;
    /// What takes longer is not asked again: hours would pass.
    private static final Duration LONG = Duration.ofSeconds(10);

    /// What a new subject's screening takes, about.
    private static final int ACTS_OF_A_NEWCOMER = 14;

    /// Printed with the figures: it decides who is asked about, and as of when.
    public static final long SEED = 15;

    /// @param repository with the launcher and the protocol
    /// @param directory empty; for a copy of the trial
    /// @param trials where they are kept, of whatever protocol; null for where those of the present one are
    /// @param fresh whether the trial is made anew
    public static AskedTrial of(
            Path repository,
            Path directory,
            @Nullable Path trials,
            int subjects,
            boolean fresh,
            Scale scale,
            Consumer<String> progress)
            throws IOException {
        MadeTrial made = made(repository, trials, subjects, fresh, progress);
        Path data = directory.resolve("data");
        copy(made.directory(), data);
        DemoOfATrial demo = new DemoOfATrial(data.resolve("demo"));
        Path folding = directory.resolve("folding.log");
        Path serving = directory.resolve("serving.log");
        Start folded = started(repository, data, folding, demo, made, asking -> {});
        List<AnsweredQuestion> answers = new ArrayList<>();
        Map<String, Timings> acts = new LinkedHashMap<>();
        Start kept = started(repository, data, serving, demo, made, server -> {
            answers.addAll(asked(server, demo, made, scale, progress));
            acts.putAll(acted(server.root(), demo, made, scale));
        });
        return new AskedTrial(
                subjects,
                made.contents().events(),
                folded,
                kept,
                HeapUse.in(folding),
                HeapUse.in(serving),
                answers,
                acts);
    }

    private static MadeTrial made(
            Path repository, @Nullable Path trials, int subjects, boolean fresh, Consumer<String> progress)
            throws IOException {
        if (trials != null && !fresh && MadeTrial.earlier(trials, subjects).orElse(null) instanceof MadeTrial earlier) {
            return earlier;
        }
        return MadeTrial.of(
                trials == null ? repository.resolve("benchmarks/target/trials") : trials,
                Files.readString(repository.resolve("protocols/hot-crt.yaml")),
                subjects,
                fresh,
                progress);
    }

    private interface Use {
        void of(ServerProcess server) throws IOException;
    }

    /// @return what it took until the views knew the whole record
    private static Start started(Path repository, Path data, Path gcLog, DemoOfATrial demo, MadeTrial made, Use use)
            throws IOException {
        long began = System.nanoTime();
        try (ServerProcess server = ServerProcess.start(
                repository, data, "%s -XX:+ExitOnOutOfMemoryError -Xlog:gc:file=%s".formatted(HEAP, gcLog))) {
            try (AskingClient asking = new AskingClient(server.root(), demo)) {
                while (asking.known() < made.contents().events()) {
                    // Seldom: it is the server that shall have the processors.
                    LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                }
            }
            Start start = new Start(
                    (System.nanoTime() - began) / 1e9, server.processorTime().toNanos() / 1e9);
            use.of(server);
            return start;
        }
    }

    private static List<AnsweredQuestion> asked(
            ServerProcess server, DemoOfATrial demo, MadeTrial made, Scale scale, Consumer<String> progress)
            throws IOException {
        DrawnRequests drawn = new DrawnRequests(made.contents(), SEED);
        List<Asked> all = new ArrayList<>();
        AskedInADay.ALL.forEach(question -> all.add(new Asked(question, false)));
        AskedInADay.ALL.stream().filter(AskedInADay::asOf).forEach(question -> all.add(new Asked(question, true)));
        try (AskingClient asking = new AskingClient(server.root(), demo)) {
            for (int round = 0; round <= scale.rounds(); round++) {
                for (Asked asked : round % 2 == 0 ? all : all.reversed()) {
                    // The first one warms up.
                    asked.ask(server, asking, drawn, scale.asking(), round > 0);
                }
                progress.accept("round %d of %d is asked".formatted(round, scale.rounds()));
            }
        }
        return all.stream().map(Asked::answered).toList();
    }

    /// A question on its way through the rounds.
    private static final class Asked {
        private final AskedInADay question;
        private final boolean asOf;
        private final List<Timings> rounds = new ArrayList<>();
        private Duration processor = Duration.ZERO;
        private String failure = "";
        private boolean onceOnly;

        Asked(AskedInADay question, boolean asOf) {
            this.question = question;
            this.asOf = asOf;
        }

        /// Again and again for a while, at least once.
        ///
        /// @param counts whether this is a round, and no warming up
        void ask(ServerProcess server, AskingClient asking, DrawnRequests drawn, Duration round, boolean counts) {
            if (!failure.isEmpty() || onceOnly) {
                return;
            }
            List<Long> nanos = new ArrayList<>();
            Duration before = server.processorTime();
            long end = System.nanoTime() + round.toNanos();
            try {
                do {
                    nanos.add(asking.nanos(asOf ? drawn.asOf(question) : drawn.live(question)));
                } while (System.nanoTime() < end && nanos.size() < MOST_ASKED_IN_A_ROUND);
            } catch (IOException e) {
                failure = String.valueOf(e.getMessage());
            }
            onceOnly = !nanos.isEmpty() && nanos.getLast() > LONG.toNanos();
            if ((counts || onceOnly) && !nanos.isEmpty()) {
                rounds.add(Timings.of(nanos.stream().mapToLong(Long::longValue)));
                processor = processor.plus(server.processorTime().minus(before));
            }
        }

        AnsweredQuestion answered() {
            int asked = rounds.stream().mapToInt(Timings::count).sum();
            return new AnsweredQuestion(
                    question.label() + (asOf ? ": as of" : ": live"),
                    rounds,
                    processor.toNanos() / 1e6 / Math.max(1, asked),
                    failure);
        }
    }

    /// New people come into the trial, by the simulation's own hand.
    private static Map<String, Timings> acted(URI server, DemoOfATrial demo, MadeTrial made, Scale scale)
            throws IOException {
        int newcomers = Math.max(1, (int) (scale.acting().toSeconds() * CLIENTS / ACTS_OF_A_NEWCOMER));
        // The first ones warm up.
        acted(server, demo, made.plan(), Math.max(1, newcomers / 4), 1, EVERY.dividedBy(4));
        return acted(server, demo, made.plan(), newcomers, 2, EVERY);
    }

    /// @param beside how far from the trial's own seed: other people come
    private static Map<String, Timings> acted(
            URI server, DemoOfATrial demo, SimulationPlan trial, int newcomers, int beside, Duration every)
            throws IOException {
        SimulationPlan plan = new SimulationPlan(
                server,
                server,
                trial.protocol(),
                newcomers,
                trial.sites(),
                trial.seed() + beside,
                CLIENTS,
                trial.from(),
                newcomers,
                false);
        List<Paced> paced = new ArrayList<>();
        SimulationReport report = Simulation.newcomers(plan, demo, demo.now(), side -> {
            paced.add(new Paced(side, CLIENTS, every.toNanos()));
            return paced.getLast();
        });
        if (!report.asExpected()) {
            throw new IOException("Acts were not answered as they should be: " + report.unexpected());
        }
        return paced.getFirst().timings();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectories(to.resolve(from.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
