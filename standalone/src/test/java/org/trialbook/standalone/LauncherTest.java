package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The command line's script, in a small tree of its own with a Maven that makes jars of nothing and a Java that says
/// what it was started with.
class LauncherTest {

    private static final Path SCRIPT = Path.of("..", "trialbook");
    private static final String SAYS = "#!/bin/sh\necho \"started: $*\"\n";
    private static final String BUILDS = """
            #!/bin/sh
            echo built >>builds
            for module in standalone verifier command-side query-side witness benchmarks; do
              mkdir -p $module/target && cat $module/src/main/Code.java >$module/target/$module-0-exec.jar
              # As of a reproducible build.
              touch -d 2020-01-01 $module/target/$module-0-exec.jar
            done
            """;

    @TempDir
    private Path directory;

    private Path tree;
    private Path java;

    @BeforeEach
    void make() throws IOException {
        tree = Files.createDirectory(directory.resolve("tree"));
        java = directory.resolve("jdk");
        executable(java.resolve("bin/java"), SAYS);
        executable(java.resolve("bin/javac"), SAYS);
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
        executable(tree.resolve("trialbook"), Files.readString(SCRIPT));
        executable(tree.resolve("mvnw"), BUILDS);
        Files.writeString(tree.resolve("pom.xml"), "<project/>");
        Files.createDirectories(tree.resolve("protocols"));
        Files.writeString(tree.resolve("protocols/one.yaml"), "study: ONE\n");
        for (String module : List.of("standalone", "verifier", "command-side", "query-side", "witness", "benchmarks")) {
            Path main = Files.createDirectories(tree.resolve(module).resolve("src/main"));
            Files.writeString(main.resolve("Code.java"), "class Of" + module + " {}\n");
            Files.writeString(tree.resolve(module).resolve("pom.xml"), "<project/>");
        }
    }

    private static void executable(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String runs(Path where, Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("bash", where.resolve("trialbook").toString()));
        command.addAll(List.of(words));
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().remove("TRIALBOOK_JAVA_OPTS");
        process.environment().put("TRIALBOOK_JAVA_HOME", java.toString());
        process.environment().putAll(environment);
        Process started = process.start();
        String said = new String(started.getInputStream().readAllBytes());
        assertThat(started.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said).contains("started: ");
        return said;
    }

    private String runs(Path where, String... words) throws IOException, InterruptedException {
        return runs(where, Map.of(), words);
    }

    private static int builds(Path where) throws IOException {
        Path builds = where.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
    }

    /// A copy whose files have the times in which no copy preserves them: each another, some of them to come.
    private Path copied() throws IOException {
        Path copy = directory.resolve("copy");
        List<Path> all;
        try (Stream<Path> found = Files.walk(tree)) {
            all = found.toList();
        }
        Instant time = Instant.parse("2031-01-01T00:00:00Z");
        for (Path path : all) {
            Path to = copy.resolve(tree.relativize(path).toString());
            Files.copy(path, to);
            if (Files.isRegularFile(path)) {
                Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(path));
                time = time.minusSeconds(86_400);
                Files.setLastModifiedTime(to, FileTime.from(time));
            }
        }
        return copy;
    }

    @Test
    void buildsOnceAndNotAgain() throws Exception {
        runs(tree, "demo");
        runs(tree, "demo");
        runs(tree, "demo");

        assertThat(builds(tree)).isEqualTo(1);
    }

    @Test
    void aCopiedTreeIsNotBuiltAgainWhateverItsFilesTimesAre() throws Exception {
        runs(tree, "demo");
        Path copy = copied();

        runs(copy, "demo");
        runs(copy, "demo");

        assertThat(builds(copy)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"standalone/src/main/Code.java", "verifier/src/main/Code.java", "pom.xml", "protocols/one.yaml"})
    void whatIsBuiltFromChangedAndKeptItsTime(String file) throws Exception {
        runs(tree, "demo");
        Path source = tree.resolve(file);
        FileTime before = Files.getLastModifiedTime(source);
        Files.writeString(source, Files.readString(source) + " ");
        Files.setLastModifiedTime(source, before);

        runs(tree, "demo");
        runs(tree, "demo");

        assertThat(builds(tree)).isEqualTo(2);
    }

    @Test
    void aSourceThatMovedIsAChange() throws Exception {
        runs(tree, "demo");
        Files.move(tree.resolve("standalone/src/main/Code.java"), tree.resolve("standalone/src/main/Moved.java"));
        Files.writeString(tree.resolve("mvnw"), BUILDS.replace("cat $module/src/main/Code.java", "echo jar"));

        runs(tree, "demo");

        assertThat(builds(tree)).isEqualTo(2);
    }

    @Test
    void aJarThatSomebodyElseMadeMeanwhileIsNotTakenForThisOne() throws Exception {
        runs(tree, "demo");
        Files.writeString(tree.resolve("standalone/target/standalone-0-exec.jar"), "made from another branch");

        runs(tree, "demo");

        assertThat(builds(tree)).isEqualTo(2);
    }

    @Test
    void aJarOfMavenAloneIsTakenIfItIsNewer() throws Exception {
        Path jar = Files.createDirectories(tree.resolve("standalone/target")).resolve("standalone-0-exec.jar");
        Files.writeString(jar, "made by Maven");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));

        runs(tree, "demo");

        assertThat(builds(tree)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "simulate --url x",
                "token monitor",
                "serve",
                "serve commands",
                "serve queries",
                "store",
                "verify bundle.zip",
                "verify --blind bundle.zip",
                "witness serve",
                "benchmark opening",
                "--help"
            })
    void everyCommandHasABoundOfItsHeap(String words) throws Exception {
        assertThat(runs(tree, words.split(" "))).containsPattern("started: .*-Xmx[123]g .*-jar ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xmx7g", "-XX:MaxRAMPercentage=60", "-XX:MaxHeapSize=5g"})
    void anOperatorsOwnBoundIsTheOnlyOne(String own) throws Exception {
        String said = runs(tree, Map.of("TRIALBOOK_JAVA_OPTS", "-Dother=1 " + own), "serve");

        assertThat(said).contains(own + " -jar").doesNotContain("-Xmx2g");
    }

    /// Java does not start with two.
    @Test
    void anOperatorsOwnCollectorIsTheOnlyOne() throws Exception {
        assertThat(runs(tree, "serve")).contains("-XX:+UseG1GC");
        assertThat(runs(tree, Map.of("TRIALBOOK_JAVA_OPTS", "-XX:+UseZGC"), "serve"))
                .contains("-XX:+UseZGC -jar")
                .doesNotContain("-XX:+UseG1GC");
    }
}
