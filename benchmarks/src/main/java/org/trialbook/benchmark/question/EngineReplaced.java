package org.trialbook.benchmark.question;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.benchmark.measure.Child;
import org.trialbook.benchmark.measure.Disk;
import org.trialbook.benchmark.measure.Figure;
import org.trialbook.benchmark.measure.Goal;
import org.trialbook.benchmark.measure.Program;
import org.trialbook.benchmark.measure.Rounds;
import org.trialbook.benchmark.measure.Samples;

/// The engine that kept the log in a document server on H2, as it stood last: it is built from the history of this
/// repository, outside of the build, and takes turns with the present one, each round in a process of its own.
final class EngineReplaced implements Measurement {
    static final String COMMIT = "6a4840ae";

    /// One thing that is measured in a round.
    ///
    /// @param key under which [EngineRound] prints it
    /// @param ratio what the present engine must have of it, as a multiple
    private record Measured(
            String key, String what, String unit, @Nullable Goal ratio) {}

    private static final List<Measured> ALL = List.of(
            new Measured("append-64", "64 callers", "appends/s", Goal.atLeast(2)),
            new Measured("append-16", "16 callers", "appends/s", Goal.atLeast(1.8)),
            new Measured("append-1", "1 caller", "appends/s", null),
            new Measured("commands-64", "64 callers through the gateway", "commands/s", Goal.atLeast(1.5)),
            new Measured("p99-at-70-percent", "p99 at 70 % of its own best rate", "ms", null),
            new Measured("p99-at-10000", "p99 at 10,000 appends/s", "ms", null));

    /// An engine, and the classes that it is run with.
    private record Engine(String name, String classPath, List<String> options) {}

    @Override
    public String name() {
        return "before";
    }

    @Override
    public String asks() {
        return "the same of the engine replaced (commit " + COMMIT + ", built from the history), in turns";
    }

    @Override
    public void ask(Bench bench) throws Exception {
        Path jar;
        try {
            jar = built(bench);
        } catch (IOException e) {
            bench.tell(Figure.missing(name(), "the engine of commit " + COMMIT, Objects.toString(e.getMessage())));
            return;
        }
        compare(bench, jar.toString());
    }

    /// @param replaced the class path, or the executable jar, of the other engine
    void compare(Bench bench, String replaced) throws Exception {
        Engine ours = new Engine("Trialbook", System.getProperty("java.class.path"), List.of("-Xmx3g"));
        Engine before = new Engine(
                COMMIT,
                replaced,
                List.of(
                        "-Xmx3g",
                        "-Dloader.path=" + roundAlone(bench.directory().resolve("round"))));
        Map<Engine, List<Map<String, Double>>> seen =
                Rounds.alternate(List.of(ours, before), bench.scale().rounds(), engine -> round(bench, engine));
        for (Measured measured : ALL) {
            Samples now = of(seen.get(ours), measured.key());
            Samples then = of(seen.get(before), measured.key());
            bench.tell(Figure.of(name(), measured.what() + ": " + ours.name(), measured.unit(), now));
            bench.tell(Figure.of(name(), measured.what() + ": " + before.name(), measured.unit(), then));
            Figure ratio = Figure.of(
                    name(), "%s: %s / %s".formatted(measured.what(), ours.name(), COMMIT), "×", now.times(then));
            bench.tell(measured.ratio() == null ? ratio : ratio.against(measured.ratio()));
        }
    }

    private static Map<String, Double> round(Bench bench, Engine engine) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory(bench.directory(), "log");
        try {
            return Child.run(
                    engine.classPath(),
                    engine.options(),
                    EngineRound.class,
                    directory.toString(),
                    bench.scale().warmUp().toString(),
                    bench.scale().round().toString());
        } finally {
            // Gigabytes, each round.
            Disk.delete(directory);
        }
    }

    private static Samples of(@Nullable List<Map<String, Double>> rounds, String key) {
        return new Samples(Objects.requireNonNull(rounds).stream()
                .map(round -> Objects.requireNonNull(round.get(key), key))
                .toList());
    }

    /// The class of a round, in a directory with nothing else, to be put before the classes of the engine replaced.
    private static Path roundAlone(Path directory) throws IOException {
        String name = EngineRound.class.getName().replace('.', '/') + ".class";
        Path file = directory.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        try (InputStream bytes = EngineRound.class.getClassLoader().getResourceAsStream(name)) {
            Files.copy(Objects.requireNonNull(bytes, name), file);
        }
        return directory;
    }

    /// The benchmark as it stood at the commit. It is kept: the next run need not build it.
    ///
    /// @throws IOException if the history does not reach so far, or it cannot be built
    private static Path built(Bench bench) throws IOException, InterruptedException {
        Path repository = bench.repository();
        Path kept = repository.resolve("benchmarks/target/before-" + COMMIT + "-exec.jar");
        if (Files.exists(kept)) {
            return kept;
        }
        try {
            Program.run(repository, "git", "cat-file", "-e", COMMIT + "^{commit}");
        } catch (IOException e) {
            throw new IOException("the history here does not have it (without git, or a shallow clone)", e);
        }
        Path clone = bench.directory().resolve("clone");
        Program.run(repository, "git", "clone", "--quiet", "--shared", "--no-checkout", ".", clone.toString());
        Program.run(clone, "git", "checkout", "--quiet", COMMIT);
        System.err.println("  building commit " + COMMIT + ", once; it takes minutes");
        Program.run(clone, "./mvnw", "-q", "-B", "-pl", "benchmarks", "-am", "-DskipTests", "package");
        try (Stream<Path> files = Files.list(clone.resolve("benchmarks/target"))) {
            Path jar = files.filter(file -> file.toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("its build made no jar"));
            Files.createDirectories(Objects.requireNonNull(kept.getParent()));
            return Files.copy(jar, kept);
        }
    }
}
