package org.trialbook.standalone;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.trialbook.access.demo.TrialClock;
import org.trialbook.access.start.ServerStart;
import org.trialbook.access.start.StartFailure;
import org.trialbook.event.EventTypes;
import org.trialbook.event.StudyEvent;
import org.trialbook.simulation.Simulation;
import org.trialbook.simulation.SimulationPlan;
import org.trialbook.simulation.SimulationReport;
import org.trialbook.store.DamagedLogException;
import org.trialbook.store.Log;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/// `trialbook demo`: everything in one process on plain files, with a simulated trial in it.
@Command(
        name = "demo",
        description = {
            "Starts the whole record in one process on plain files and, when the log is empty, runs the simulated",
            "HOT-CRT trial through the HTTP API, up to its middle: by the trial's clock, visits are due, reads open, and",
            "somebody waits for an answer. The next start opens the same log, verifies it, and goes on from that time.",
            "Further arguments are settings as 'serve' takes them, such as --trialbook.rate-limit.per-second=0."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    static final Path DATA = Path.of(".trialbook", "demo");
    static final String STUDY = "HOT-CRT";

    private static final int USUAL_PORT = 8080;
    private static final int USUAL_CONSOLE_PORT = 8084;
    /// So many of a hundred are randomized when the simulation stops.
    private static final int MIDDLE = 60;

    /// As they are bound, whichever way they are written: `keysDir` is `keys-dir`.
    private static final Set<String> OWN = Set.of(
            "spring.profiles.active",
            "server.port",
            "trialbook.study",
            "trialbook.directory",
            "trialbook.mongodb.uri",
            "trialbook.keysdir",
            "trialbook.demodir",
            "trialbook.demobegins",
            "trialbook.console.port");

    @Option(names = "--port", description = "port on the loopback address (default: 8080, or a free one)")
    private @Nullable Integer port;

    @Option(names = "--console-port", description = "port of the console (default: 8084, or a free one)")
    private @Nullable Integer consolePort;

    @Option(
            names = "--data",
            description = "where the demo keeps its log and its demo keys (default: ${DEFAULT-VALUE})")
    private Path data = DATA;

    @Option(names = "--subjects", description = "subjects to randomize in the whole trial (default: ${DEFAULT-VALUE})")
    private int subjects = 100;

    @Option(names = "--finished", description = "simulate the whole trial, until every visit is over and all is read")
    private boolean finished;

    @Option(names = "--reset", description = "delete the demo's directory first, and begin anew")
    private boolean reset;

    @Option(names = "--seed", description = "seed of the simulated trial (default: ${DEFAULT-VALUE})")
    private long seed = 42;

    @Option(names = "--exit", description = "stop once everything is ready and printed")
    private boolean exit;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Unmatched
    private List<String> settings = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException {
        requireSettings();
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        if (reset && !DemoDirectory.deleted(data)) {
            return 2;
        }
        boolean fresh = !Files.exists(data.resolve("log"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(stopped, closed), "demo-shutdown"));
        try (ConfigurableApplicationContext application = start(fresh)) {
            URI url = URI.create("http://127.0.0.1:"
                    + Objects.requireNonNull(application.getEnvironment().getProperty("local.server.port")));
            Log log = application.getBean(Log.class);
            boolean expected = begun(log) ? opened(log, application.getBean("clock", Clock.class)) : simulated(url);
            boolean sound = new DemoSummary(
                            url, application.getBean(ConsoleInProcess.class).root(), data, STUDY)
                    .print(log);
            if (!exit) {
                System.out.println("Ctrl-C stops it; the next start opens the same log and verifies it.");
                stopped.await();
            }
            return expected && sound ? 0 : 1;
        } catch (DamagedLogException e) {
            System.err.println(e.getMessage());
            return 1;
        } catch (RuntimeException e) {
            System.err.println(StartFailure.sentence(e));
            return ServerStart.FAILED;
        } finally {
            closed.countDown();
        }
    }

    /// The store's files are closed before the process ends, however it is told to.
    private static void stopAndWait(CountDownLatch stopped, CountDownLatch closed) {
        stopped.countDown();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ConfigurableApplicationContext start(boolean fresh) {
        SpringApplication application = ServerStart.application(StandaloneApplication.class);
        application.setRegisterShutdownHook(false);
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of(
                "--spring.profiles.active=demo",
                "--server.port=" + (port == null ? freePort(USUAL_PORT) : port),
                "--trialbook.console.port=" + (consolePort == null ? freePort(USUAL_CONSOLE_PORT) : consolePort),
                "--trialbook.study=" + STUDY,
                "--trialbook.directory=" + data,
                "--trialbook.keys-dir=" + data.resolve("keys"),
                "--trialbook.demo-dir=" + data.resolve("demo")));
        if (fresh) {
            // The keys are pinned before the simulation begins, and nothing is recorded earlier than that.
            all.add("--trialbook.demo-begins="
                    + plan(URI.create("http://127.0.0.1")).begins());
        }
        try {
            return ServerStart.quietly(() -> application.run(all.toArray(String[]::new)));
        } catch (RuntimeException e) {
            throw damage(e);
        }
    }

    /// A setting has a dot in its name; what has none is a mistyped option. What makes it the demo is the demo's
    /// to say.
    private void requireSettings() {
        for (String setting : settings) {
            String name = setting.split("=", 2)[0];
            if (!name.startsWith("--") || !name.contains(".")) {
                throw new ParameterException(spec.commandLine(), "Unknown option: '" + setting + "'");
            }
            if (OWN.contains(name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT))) {
                throw new ParameterException(
                        spec.commandLine(), name + " is set by the demo itself; see --port and --data");
            }
        }
    }

    /// The damage of the log beneath the framework's wrapping, where that is what kept the server from starting.
    private static RuntimeException damage(RuntimeException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof DamagedLogException damaged) {
                return damaged;
            }
        }
        return thrown;
    }

    /// A log that holds only which keys are its own is an empty one.
    private static boolean begun(Log log) {
        return log.positionsOf(EventTypes.nameOf(StudyEvent.ProtocolPublished.class)
                                .qualified())
                        .length
                > 0;
    }

    private boolean opened(Log log, Clock clock) {
        System.out.printf("The log was there already: %d events, each verified.%n", log.size());
        if (clock instanceof TrialClock trial && trial.begun()) {
            trial.advanceTo(log.line(log.size() - 1).recordedAt());
        }
        if (finished) {
            System.out.println("--finished changes nothing in it: with --reset the trial begins anew.");
        }
        return true;
    }

    private boolean simulated(URI url) {
        SimulationPlan whole = plan(url);
        SimulationPlan plan = finished ? whole : whole.stoppedAfter(Math.max(1, subjects * MIDDLE / 100));
        System.out.printf(
                "The log is empty: simulating HOT-CRT with %d subjects, seed %d, %s.%n",
                subjects, seed, finished ? "to its end" : "until %d are randomized".formatted(plan.upTo()));
        SimulationReport report =
                Simulation.run(plan, DemoInDirectory.open(data.resolve("demo")), DemoCommand::progress);
        System.out.printf(
                "%n%,d acts recorded in %d s; %,d repeats got their first receipt, %,d wrong requests were refused.%n",
                report.recorded(), report.duration().toSeconds(), report.repeats(), report.refused());
        report.unexpected().forEach(what -> System.err.println("not as expected: " + what));
        return report.asExpected();
    }

    private SimulationPlan plan(URI url) {
        return SimulationPlan.of(url, protocol(), subjects, seed);
    }

    /// On one line of a terminal; a file has no use for it.
    private static void progress(String said) {
        Console console = System.console();
        if (console != null && console.isTerminal()) {
            System.out.printf("\r%-70s", said);
        }
    }

    private static String protocol() {
        try (InputStream file = DemoCommand.class.getResourceAsStream("/protocols/hot-crt.yaml")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort(int usual) {
        for (int candidate : new int[] {usual, 0}) {
            try (ServerSocket socket = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Taken: the next one.
            }
        }
        return 0;
    }
}
