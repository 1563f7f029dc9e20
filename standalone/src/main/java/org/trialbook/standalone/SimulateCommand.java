package org.trialbook.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.trialbook.simulation.Simulation;
import org.trialbook.simulation.SimulationNotPossibleException;
import org.trialbook.simulation.SimulationPlan;
import org.trialbook.simulation.SimulationReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `trialbook simulate`. Exit code 0: all was as it should be; 1: something was not; 2: it can't be run like this.
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Drives a running server through a whole trial over HTTP, as its clients would:",
            "several at once, some requests repeated, some of them wrong.",
            "A second run with the same options records nothing new."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:Every answer was as it should be.",
            "1:Some were not; they are listed.",
            "2:Misused, or the server can't be reached."
        })
public final class SimulateCommand implements Callable<Integer> {

    /// As in `2025-03`.
    private static final int MONTH = 7;

    @Option(names = "--subjects", defaultValue = "100", description = "How many are randomized (${DEFAULT-VALUE}).")
    private int subjects;

    @Option(names = "--seed", defaultValue = "42", description = "All content follows from it (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--url", required = true, description = "The server, such as http://127.0.0.1:8080.")
    private URI url = URI.create("");

    @Option(names = "--query-url", description = "The unblinded query side, where it is a process of its own.")
    private @Nullable URI queryUrl;

    @Option(
            names = "--demo-dir",
            defaultValue = ".trialbook/demo/demo",
            description = "Where the server in demo keeps its identity (${DEFAULT-VALUE}).")
    private Path demoDir = Path.of("");

    @Option(
            names = "--protocol",
            defaultValue = "protocols/hot-crt.yaml",
            description = "The protocol to publish (${DEFAULT-VALUE}).")
    private Path protocol = Path.of("");

    @Option(names = "--clients", defaultValue = "12", description = "How many act at once (${DEFAULT-VALUE}).")
    private int clients;

    @Option(
            names = "--from",
            description = "First day of enrolment (2024-09-09, or so much earlier that all visits are over).")
    private @Nullable LocalDate from;

    @Option(names = "--stop-after", description = "Stop in the middle, some days after so many randomizations.")
    private @Nullable Integer stopAfter;

    @Option(names = "--to-the-end", description = "Lock the study at last, unblind it, and reveal the seed.")
    private boolean toTheEnd;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            String yaml = Files.readString(protocol);
            SimulationPlan plan = new SimulationPlan(
                    url,
                    queryUrl == null ? url : queryUrl,
                    yaml,
                    subjects,
                    SimulationPlan.SITES,
                    seed,
                    clients,
                    from == null ? SimulationPlan.begin(yaml) : from,
                    stopAfter == null ? subjects : stopAfter,
                    toTheEnd);
            SimulationReport report = Simulation.run(plan, DemoInDirectory.open(demoDir), onOneLine(out));
            out.println();
            print(report, out);
            return report.asExpected() ? 0 : 1;
        } catch (IOException e) {
            err.println("The protocol can't be read: " + e.getMessage());
        } catch (SimulationNotPossibleException | IllegalArgumentException e) {
            err.println(e.getMessage());
        }
        return 2;
    }

    /// Each line over the one before; where nobody watches, only the first of each month.
    private static Consumer<String> onOneLine(PrintWriter out) {
        boolean watched = System.console() != null && System.console().isTerminal();
        Set<String> months = new HashSet<>();
        return line -> {
            synchronized (months) {
                if (watched) {
                    out.printf("\r%-70s", line);
                } else if (months.add(line.substring(0, Math.min(MONTH, line.length())))) {
                    out.println(line);
                }
                out.flush();
            }
        };
    }

    /// The summary, which the demo prints too.
    public static void print(SimulationReport report, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "Randomized %d subjects: %,d acts recorded%s in %.1f s (%.0f/s), %,d requests.%n",
                report.randomized(),
                report.recorded(),
                report.found() == 0 ? "" : ", %,d found recorded before".formatted(report.found()),
                report.duration().toMillis() / 1000.0,
                report.actsPerSecond(),
                report.requests());
        out.printf(
                Locale.ROOT,
                "%,d repeats got the first receipt, %,d wrong requests were refused as they should be.%n",
                report.repeats(),
                report.refused());
        if (!report.asExpected()) {
            out.printf(Locale.ROOT, "%,d answers were not as they should be:%n", report.failures());
            report.unexpected().forEach(what -> out.println("  " + what));
        }
        out.flush();
    }
}
