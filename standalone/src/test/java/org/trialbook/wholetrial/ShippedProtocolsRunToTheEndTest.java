package org.trialbook.wholetrial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.blind.BlindComparisonCommand;
import org.trialbook.blind.CarelessRecord;
import org.trialbook.event.StudyId;
import org.trialbook.ledger.UnreadableBundleException;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ProtocolFile;
import org.trialbook.simulation.Simulation;
import org.trialbook.simulation.SimulationPlan;
import org.trialbook.simulation.SimulationReport;
import org.trialbook.verify.VerifyCommand;
import picocli.CommandLine;

/// Whatever lies in `protocols/`, and three of the tests' own that are unlike them, is a trial that can be run: over
/// HTTP, to its lock, its unblinding and its seed; and what an inspector takes away of it is sound, and was blind
/// before.
class ShippedProtocolsRunToTheEndTest {

    /// A build has no time for a trial of its real size; `-Dtrialbook.whole-trial=miracle.yaml
    /// -Dtrialbook.randomized=453`
    /// has.
    private static final int SUBJECTS = Integer.getInteger("trialbook.randomized", 4);

    private static final String ONLY = System.getProperty("trialbook.whole-trial", "");
    private static final long SEED = 7;

    /// Three arms in an open trial of drugs, by minimization over a computed factor, with kits whose list lies
    /// beside it: nothing is implanted or read, and no order given.
    private static final Path DRUGS = Path.of("src", "test", "resources", "protocols", "triple.yaml");

    /// Other codes for everything that a shipped protocol has a code for.
    private static final Path OTHER_CODES = DRUGS.resolveSibling("other-codes.yaml");

    /// Cycles that are counted from a date on a form, and that end; visits that nobody plans.
    private static final Path CYCLES = DRUGS.resolveSibling("cycles.yaml");

    static Stream<Path> trials() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "protocols"))) {
            return Stream.concat(files.sorted().toList().stream(), Stream.of(DRUGS, CYCLES, OTHER_CODES))
                    .filter(file -> file.toString().endsWith(ONLY))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("trials")
    void runsToItsLockAndIsBlindUntilThen(Path file) throws IOException, UnreadableBundleException {
        String yaml = Files.readString(file);
        Protocol protocol = ProtocolFile.read(file.toString(), yaml);
        StudyId study = protocol.study();
        try (WholeServer server = new WholeServer(study, lists(file))) {
            SimulationPlan plan = SimulationPlan.of(server.root(), yaml, SUBJECTS, SEED);

            runs(server, plan);
            Path running = server.bundle("running");
            assertThat(server.get("inspector", "/replay").json().path("sound").booleanValue())
                    .isTrue();
            runs(server, plan.toTheEnd(true));
            Path ended = server.bundle("ended");

            assertThat(linesOf(running)).doesNotContain("StudyLocked", "AllocationDisclosed");
            assertThat(linesOf(ended)).contains("StudyLocked", "AllocationDisclosed", "SeedRevealed");
            if (protocol.kits() != null) {
                assertThat(linesOf(ended))
                        .contains("KitsShipped", "KitDispensed", "KitAccounted", "PreparedListRevealed");
            }
            Path log = server.keys().resolve("log.pub");
            Path blinding = server.keys().resolve("blinding.key");
            // With the key, the arms are looked for in what was told before they were disclosed, too.
            sound(new CommandLine(new BlindComparisonCommand()), ended, "--key", log, "--blinding-key", blinding);
            sound(new CommandLine(new BlindComparisonCommand()), ended, "--key", log);
            assertThat(CarelessRecord.findings(running, study, blinding))
                    .allMatch(found -> found.startsWith("shows what is sealed"))
                    .anyMatch(found -> found.endsWith("of 'arm'"))
                    // A target that a reader named, too, is found as what was read.
                    .anyMatch(found -> !protocol.implant().any()
                            || found.endsWith("of 'detail'")
                            || found.endsWith("of 'revealing'"));
            sound(new CommandLine(new VerifyCommand()), ended, "--key", log);
            sound(new CommandLine(new VerifyCommand()), ended, "--key", log, "--randomization");
            sound(
                    new CommandLine(new VerifyCommand()),
                    ended,
                    "--key",
                    log,
                    "--randomization",
                    "--blinding-key",
                    blinding);
            assertThat(server.get("inspector", "/replay").json().path("sound").booleanValue())
                    .isTrue();
        }
    }

    /// What was prepared elsewhere, beside the protocol.
    private static List<Path> lists(Path file) {
        Path kits = file.resolveSibling(file.getFileName().toString().replace(".yaml", ".kits"));
        return Files.exists(kits) ? List.of(kits) : List.of();
    }

    private static void runs(WholeServer server, SimulationPlan plan) {
        SimulationReport report =
                Simulation.run(plan, server.demo(), ONLY.isEmpty() ? line -> {} : System.out::println);

        assertThat(report.unexpected()).as("seed %d", SEED).isEmpty();
        assertThat(report.randomized()).isEqualTo(SUBJECTS);
    }

    private static String linesOf(Path bundle) throws IOException {
        try (ZipFile zip = new ZipFile(bundle.toFile())) {
            return new String(zip.getInputStream(zip.getEntry("lines.jsonl")).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void sound(CommandLine command, Object... arguments) {
        StringWriter said = new StringWriter();
        int exit = command.setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));

        assertThat(exit).as("%s%n%s", List.of(arguments), said).isZero();
        assertThat(said.toString()).doesNotContain("FINDING");
    }
}
