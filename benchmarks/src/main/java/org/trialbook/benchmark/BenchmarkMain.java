package org.trialbook.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trialbook.benchmark.measure.Disk;
import org.trialbook.benchmark.measure.Figure;
import org.trialbook.benchmark.measure.Machine;
import org.trialbook.benchmark.measure.Samples;
import org.trialbook.benchmark.measure.Scale;
import org.trialbook.benchmark.question.Measurement;
import org.trialbook.benchmark.question.Trials;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `trialbook benchmark`: asks the questions and prints the table. Exit codes: 0 all measured, 1 something could not be
/// measured, 2 misused. A missed target is an answer, not an error.
@Command(
        name = "trialbook benchmark",
        description = "Measures this machine, the log and its peers, and prints a table.",
        mixinStandardHelpOptions = true)
public final class BenchmarkMain implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            paramLabel = "QUESTION",
            description = "what to measure (default: all but big-bundle and trial); see --list")
    private List<String> names = List.of();

    @Option(names = "--list", description = "list the questions and end")
    private boolean list;

    @Option(names = "--quick", description = "some minutes: does it work, and the order of magnitude")
    private boolean quick;

    @Option(names = "--tiny", hidden = true)
    private boolean tiny;

    @Option(
            names = "--subjects",
            description = "of 'trial': how many subjects the largest trial has (default: ${DEFAULT-VALUE});"
                    + " those of 100 and 1,000 are asked, too, as far as they are smaller")
    private int subjects = Trials.MOST;

    @Option(names = "--fresh", description = "of 'trial': make trials anew that were made and kept before")
    private boolean fresh;

    @Option(names = "--alone", description = "of 'trial': ask the largest trial and no smaller one")
    private boolean alone;

    @Option(
            names = "--kept",
            paramLabel = "DIR",
            description = "of 'trial': where trials are kept, and taken from however the protocol has changed since"
                    + " (default: with the build's files, those of the present protocol)")
    private @Nullable Path kept;

    @Option(
            names = "--dir",
            description = "where the stores are made and removed again; decides which disk is measured"
                    + " (default: the directory for temporary files)")
    private Path dir = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(names = "--write", paramLabel = "FILE", description = "also put the table between the markers in this file")
    private @Nullable Path write;

    /// The launcher says where it stands.
    private final Path repository =
            Path.of(System.getProperty("trialbook.repository", "")).toAbsolutePath();

    private final List<Figure> figures = new ArrayList<>();

    public static void main(String[] arguments) {
        // Hibernate's logging too goes where all other goes.
        System.setProperty("org.jboss.logging.provider", "slf4j");
        System.exit(new CommandLine(new BenchmarkMain()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (list) {
            Measurement.all().forEach(question -> System.out.printf("%-12s %s%n", question.name(), question.asks()));
            return 0;
        }
        List<Measurement> chosen = chosen();
        Trials trials = trials();
        Scale scale = tiny ? Scale.TINY : quick ? Scale.QUICK : Scale.FULL;
        Files.createDirectories(dir);
        Path work = Files.createTempDirectory(dir, "trialbook-benchmark");
        // Also when it is interrupted: gigabytes shall not stay behind.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteWhatIsLeft(work)));
        try {
            Machine machine = Machine.with(work);
            System.err.println(machine.description());
            tell(force(work, scale, "before"));
            for (Measurement question : chosen) {
                ask(question, scale, trials, work);
            }
            tell(force(work, scale, "after"));
            String report = report(machine, scale);
            System.out.print(report);
            if (write != null) {
                Report.replace(write, report);
            }
        } finally {
            Disk.delete(work);
        }
        return figures.stream().anyMatch(figure -> figure.samples() == null) ? 1 : 0;
    }

    private List<Measurement> chosen() {
        List<Measurement> all = Measurement.all();
        if (names.isEmpty()) {
            return all.stream().filter(question -> !question.onlyByName()).toList();
        }
        String known = all.stream().map(Measurement::name).collect(Collectors.joining(", "));
        List<Measurement> chosen = new ArrayList<>();
        for (String name : names) {
            chosen.add(all.stream()
                    .filter(question -> question.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(), "No question " + name + "; there are " + known)));
        }
        return chosen;
    }

    private Trials trials() {
        try {
            return new Trials(subjects, fresh, kept, alone);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static Figure force(Path work, Scale scale, String when) throws IOException {
        Samples millis = Disk.forceMillis(work, scale.forces());
        return Figure.of("fsync", when + ": 4 KiB appended and forced", "ms", millis);
    }

    private void ask(Measurement question, Scale scale, Trials trials, Path work) throws IOException {
        System.err.println(question.name() + ": " + question.asks());
        Path directory = Files.createDirectory(work.resolve(question.name()));
        try {
            question.ask(new Measurement.Bench(scale, trials, directory, repository, this::tell));
        } catch (Exception e) {
            // The others can still be answered.
            e.printStackTrace();
            tell(Figure.missing(question.name(), question.asks(), e.toString()));
        } finally {
            Disk.delete(directory);
        }
    }

    private void tell(Figure figure) {
        figures.add(figure);
        Samples samples = figure.samples();
        System.err.printf(
                Locale.ROOT,
                "  %s: %s%n",
                figure.what(),
                samples == null
                        ? "not measured: " + figure.remark()
                        : Table.number(samples.median()) + " " + figure.unit() + " (" + Table.number(samples.min())
                                + " … " + Table.number(samples.max()) + ") " + figure.remark());
    }

    private String report(Machine machine, Scale scale) {
        StringBuilder out = new StringBuilder();
        out.append("Measured on ")
                .append(LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC))
                .append(": ")
                .append(machine.description())
                .append(".\n");
        if (machine.keepsNothing()) {
            out.append(
                    "\n**This file system keeps nothing: forcing it costs nothing, and the figures mean nothing.**\n");
        }
        if (scale != Scale.FULL) {
            out.append("\n**A short run: the order of magnitude, no more.**\n");
        }
        return out.append('\n').append(Table.of(figures)).toString();
    }

    private static void deleteWhatIsLeft(Path directory) {
        try {
            if (Files.exists(directory)) {
                Disk.delete(directory);
            }
        } catch (IOException e) {
            System.err.println("Left behind: " + directory);
        }
    }
}
