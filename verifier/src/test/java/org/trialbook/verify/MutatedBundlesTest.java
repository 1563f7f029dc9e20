package org.trialbook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.verify.kit.MutatedBundle;

/// Sound bundles of the kit, changed at random: the verifier answers every one with an exit code and a sentence,
/// and calls none sound that is another record. `-Dtrialbook.mutations=200000 -Dtrialbook.seed=1` makes it as many.
class MutatedBundlesTest {

    private static final int MUTATIONS = Integer.getInteger("trialbook.mutations", 3_000);
    private static final long SEED = Long.getLong("trialbook.seed", 20_261_129);

    /// Far more than a bundle of a few kilobytes needs, far less than a small file of 4 MiB would if it were copied
    /// often.
    private static final long MOST_BYTES = 256L << 20;

    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final List<String> TRACES =
            List.of("Exception", "java.", "org.trialbook", "\tat ", "jackson", "NaN");

    private static List<byte[]> sound = List.of();

    @TempDir
    private Path directory;

    @BeforeAll
    static void readTheKit() throws IOException {
        try (Stream<Path> bundles = Files.list(ConformanceKitTest.KIT.resolve("bundles"))) {
            List<Path> chosen = bundles.filter(
                            file -> file.getFileName()
                                    .toString()
                                    .matches(
                                            "(sound-|allocation-(blocks|coin|stick|range)\\.|rotation-(once|twice)\\.|witnessed).*"))
                    .sorted()
                    .toList();
            List<byte[]> all = new java.util.ArrayList<>();
            for (Path file : chosen) {
                all.add(Files.readAllBytes(file));
            }
            sound = List.copyOf(all);
        }
    }

    @Test
    void areAnsweredInPlainWordsAndNeverCalledSound() throws IOException {
        assertThat(sound).hasSizeGreaterThan(25);
        Path file = directory.resolve("bundle.zip");
        int[] exits = new int[3];
        for (int i = 0; i < MUTATIONS; i++) {
            long seed = SEED + i;
            Random random = new Random(seed);
            byte[] original = sound.get(random.nextInt(sound.size()));
            MutatedBundle mutated = MutatedBundle.of(original, random);
            Files.write(file, mutated.zip());
            String told = "seed %d, %s".formatted(seed, mutated.told());
            int exit = verify(file, random, told);
            assertThat(exit).as(told).isBetween(0, 2);
            exits[exit]++;
            if (exit == VerifyCommand.SOUND && !mutated.signed()) {
                assertThat(mutated.differences(original))
                        .as("%s is called sound", told)
                        .isEmpty();
            }
        }
        // Both kinds of mutation have got somewhere.
        assertThat(exits[1]).isGreaterThan(MUTATIONS / 20);
        assertThat(exits[2]).isGreaterThan(MUTATIONS / 20);
    }

    private static int verify(Path file, Random random, String told) {
        List<String> command = new java.util.ArrayList<>(List.of("verify", file.toString()));
        if (random.nextInt(3) > 0) {
            command.addAll(List.of(
                    "--key", ConformanceKitTest.KIT.resolve("keys/log.vkey").toString()));
        }
        if (random.nextBoolean()) {
            command.add("--json");
        }
        if (random.nextInt(3) == 0) {
            command.add("--randomization");
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        CommandLineRun run = CommandLineRun.of(command.toArray(String[]::new));
        assertThat(System.nanoTime() - start).as(told).isLessThan(MOST_NANOS);
        assertThat(threads.getCurrentThreadAllocatedBytes() - allocated)
                .as(told)
                .isLessThan(MOST_BYTES);
        assertThat(run.err())
                .as("%s: %s", told, command)
                .doesNotContain(TRACES)
                .doesNotContainPattern("(?<![\\w\"'])null(?![\\w\"'])");
        assertThat(run.exitCode() == 2)
                .as("%s: exit 2 has a sentence", told)
                .isEqualTo(!run.err().isBlank());
        if (!command.contains("--json")) {
            assertThat(run.out())
                    .as("%s: %s", told, command)
                    .doesNotContain(": null")
                    .doesNotContain("Exception");
        }
        return run.exitCode();
    }

    /// What is compared is what a bundle is for.
    @Test
    void anotherRecordIsToldFromTheSame() {
        byte[] zip = sound.getFirst();
        assertThat(new MutatedBundle(zip, null, false, "").differences(zip)).isEmpty();
        assertThat(new MutatedBundle(zip, Map.of(), false, "").differences(zip))
                .contains("lines.jsonl", "leaves", "checkpoint", "key.vkey");
    }
}
