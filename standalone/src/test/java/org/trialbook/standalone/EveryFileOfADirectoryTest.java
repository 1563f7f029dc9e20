package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.trialbook.access.start.ServerStart;
import org.trialbook.access.start.StartFailure;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.sealing.EventSealing;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTypes;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.Sha256;
import org.trialbook.ledger.TreeHash;
import org.trialbook.simulation.Simulation;
import org.trialbook.simulation.SimulationPlan;
import org.trialbook.store.Log;
import org.trialbook.view.projection.ProjectionRuntime;
import org.trialbook.view.replay.Replay;
import picocli.CommandLine;

/// Every file of a data directory, each missing, with one bit flipped, and as it was at an earlier time: the
/// start is refused in one sentence that names the file (or the position from which on the record is damaged), or
/// it goes on with all that was acknowledged, opens all that was sealed, and leaves every other key as it was.
class EveryFileOfADirectoryTest {

    /// What a start writes anew where it is missing, since nothing that was recorded depends on it: whoever has signed
    /// in to the demo signs in again.
    private static final Set<String> MADE_ANEW =
            Set.of("lock", "demo-identity.json", "seed-commitments.json", ".blinding.key.lock");

    /// The time of the demo's trial, which stands in a file.
    private static final String CLOCK = "demo/trial-clock";

    @TempDir
    static Path directory;

    private static Path sound;
    private static Path earlier;
    private static long recorded;
    private static TreeHash root = Sha256.empty();

    /// What became of a start.
    ///
    /// @param sentence why it was refused; empty when it goes on
    private record Outcome(String sentence) {}

    private interface Work {
        void on(ConfigurableApplicationContext application, Path data);
    }

    @BeforeAll
    static void aTrialWithBothKeysRotated() throws IOException {
        Path data = directory.resolve("trial");
        start(data, (application, same) -> {});
        earlier = copy(data, directory.resolve("earlier"));
        start(data, EveryFileOfADirectoryTest::simulate);
        for (String rotation : List.of("rotate-key", "rotate-blinding-key")) {
            assertThat(new CommandLine(new TrialbookMain())
                            .execute(rotation, "--data=" + data, "--by=An Administrator", "--reason=yearly"))
                    .isZero();
        }
        start(data, (application, same) -> {
            Log log = application.getBean(Log.class);
            recorded = log.size();
            root = log.root();
        });
        sound = data;
    }

    private static void simulate(ConfigurableApplicationContext application, Path data) {
        URI url = URI.create("http://127.0.0.1:"
                + Objects.requireNonNull(application.getEnvironment().getProperty("local.server.port")));
        Simulation.run(plan(url), DemoInDirectory.open(data.resolve("demo")), said -> {});
    }

    private static SimulationPlan plan(URI url) {
        return SimulationPlan.of(url, protocol(), 2, 7);
    }

    private static String protocol() {
        try (var file = EveryFileOfADirectoryTest.class.getResourceAsStream("/protocols/hot-crt.yaml")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// As the demo starts, but for what it prints.
    private static void start(Path data, Work work) {
        boolean fresh = !Files.exists(data.resolve("log"));
        try (ConfigurableApplicationContext application = ServerStart.quietly(() -> ServerStart.application(
                        StandaloneApplication.class)
                .run(
                        "--spring.profiles.active=demo",
                        "--server.port=0",
                        "--trialbook.study=HOT-CRT",
                        "--trialbook.directory=" + data,
                        "--trialbook.keys-dir=" + data.resolve("keys"),
                        "--trialbook.demo-dir=" + data.resolve("demo"),
                        "--trialbook.demo-begins="
                                + (fresh ? plan(URI.create("http://127.0.0.1")).begins() : ""),
                        "--trialbook.rate-limit.per-second=0"))) {
            work.on(application, data);
        }
    }

    private static boolean isStore(String file) {
        return Stream.of("log/", "media/", "sign-outs", "views/").anyMatch(file::startsWith);
    }

    static List<FileDamage> damages() throws IOException {
        List<FileDamage> damages = new ArrayList<>();
        for (String file : files(sound)) {
            damages.add(new FileDamage(file, "missing", -1));
            byte[] bytes = Files.readAllBytes(sound.resolve(file));
            if (bytes.length > 0) {
                for (int at :
                        file.endsWith(".blocks") ? new int[] {10, 350, 700, 930, 999, 1100} : new int[] {350, 930}) {
                    damages.add(new FileDamage(file, "with a bit flipped at " + at + " of 1000", at));
                }
            }
            Path before = earlier.resolve(file);
            if (Files.exists(before) && !Arrays.equals(Files.readAllBytes(before), bytes)) {
                damages.add(new FileDamage(file, "older", -1));
            }
        }
        return damages;
    }

    @ParameterizedTest
    @MethodSource("damages")
    void isRefusedByNameOrGoesOnWithAllThatWasAcknowledged(FileDamage damage, @TempDir Path own) throws IOException {
        Path data = copy(sound, own.resolve("data"));
        damage.in(data, earlier);
        Map<String, String> before = keys(data);
        String sentence = startOf(data).sentence();
        System.out.println(
                "| " + damage + " | " + (sentence.isEmpty() ? "goes on" : sentence.replace(data + "/", "")) + " |");
        if (!sentence.isEmpty()) {
            assertThat(sentence)
                    .doesNotContain("\n")
                    .satisfiesAnyOf(
                            named -> assertThat(named).contains(damage.name()),
                            late -> assertThat(damage.file() + ": " + late)
                                    .startsWith(CLOCK + ": The clock says ")
                                    .contains("but the last event was recorded at "),
                            damaged -> assertThat(damage.file() + ": " + damaged)
                                    .startsWith("log/")
                                    .contains("position "));
            assertThat(keys(data)).isEqualTo(before);
        } else {
            requireNothingReplaced(damage, before, keys(data));
        }
    }

    private static Outcome startOf(Path data) {
        List<String> failures = new ArrayList<>();
        try {
            start(data, (application, same) -> {
                Log log = application.getBean(Log.class);
                assertThat(log.size()).as("events").isGreaterThanOrEqualTo(recorded);
                assertThat(log.root(recorded)).as("root").isEqualTo(root);
                EventSealing sealing = new EventSealing(application.getBean(BlindingKey.class));
                for (long position = 0; position < log.size(); position++) {
                    EventLine line = log.line(position);
                    if (EventTypes.classOf(line.type(), line.version()) != null) {
                        sealing.open(EventJson.read(line.type(), line.version(), line.payload()), line.id());
                    }
                }
                application
                        .getBeansOfType(ProjectionRuntime.class)
                        .values()
                        .forEach(EveryFileOfADirectoryTest::requireViewsOfTheRecord);
            });
        } catch (RuntimeException e) {
            failures.add(StartFailure.sentence(e));
        }
        return new Outcome(failures.isEmpty() ? "" : failures.getFirst());
    }

    private static void requireViewsOfTheRecord(ProjectionRuntime runtime) {
        Replay.Report report = Replay.of(runtime.views());
        assertThat(report.views()).isPositive();
        assertThat(report.differences()).isEmpty();
    }

    private static void requireNothingReplaced(FileDamage damage, Map<String, String> before, Map<String, String> after)
            throws IOException {
        Map<String, String> left = new TreeMap<>(after);
        if (MADE_ANEW.contains(damage.name())) {
            before.remove(damage.file());
            left.remove(damage.file());
        }
        // The newest checkpoint is remembered outside as soon as it is signed.
        before.remove("keys/checkpoint");
        left.remove("keys/checkpoint");
        assertThat(left).isEqualTo(before);
    }

    @Test
    void theFilesOfTheStoreAreTheirOwnersAlone() throws IOException {
        for (String file : files(sound)) {
            if (isStore(file) || file.endsWith(".key") || file.contains("seed-share")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(sound.resolve(file))))
                        .as(file)
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void aResetKnowsThemAll(@TempDir Path own) throws IOException {
        Path data = copy(sound, own.resolve("data"));
        assertThat(DemoDirectory.deleted(data)).isTrue();
        assertThat(data).doesNotExist();
    }

    /// File → content of all that is no database, and no clock, which goes on.
    private static Map<String, String> keys(Path data) throws IOException {
        Map<String, String> keys = new TreeMap<>();
        for (String file : files(data)) {
            if (!isStore(file) && !file.equals(CLOCK)) {
                keys.put(file, Files.readString(data.resolve(file), StandardCharsets.ISO_8859_1));
            }
        }
        return keys;
    }

    private static List<String> files(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> data.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static Path copy(Path from, Path to) throws IOException {
        for (String file : files(from)) {
            Path target = to.resolve(file);
            Files.createDirectories(target.getParent());
            Files.copy(from.resolve(file), target, StandardCopyOption.COPY_ATTRIBUTES);
        }
        return to;
    }
}
