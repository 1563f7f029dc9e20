package org.trialbook.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.media.png.Png;

/// Files of the corpus with something written over, cut out, put in or said twice: each gets a verdict, soon, and in
/// little memory. More of them by `-Dtrialbook.mutations=100000`; the seed of one that fails is in the message.
class MediaFuzzTest {

    private static final int MUTATIONS = Integer.getInteger("trialbook.mutations", 2_000);
    private static final long SLOWEST_NANOS = 20_000_000_000L;

    @TempDir
    Path directory;

    @Test
    void whateverIsWrittenOverAFileItGetsAVerdict() throws IOException {
        List<CorpusFile> corpus = MediaCorpusTest.corpus();
        TreeMap<String, Integer> verdicts = new TreeMap<>();
        long slowest = 0;
        for (int seed = 0; seed < MUTATIONS; seed++) {
            CorpusFile original = corpus.get(seed % corpus.size());
            byte[] mutated = mutated(original.bytes(), corpus, new Random(seed));
            Path file = Files.write(directory.resolve("file"), mutated);
            long begin = System.nanoTime();
            String verdict;
            try {
                verdict = MediaGate.verdict(file).getClass().getSimpleName();
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError("seed %d of %s".formatted(seed, original.name()), e);
            }
            slowest = Math.max(slowest, System.nanoTime() - begin);
            verdicts.merge(verdict, 1, Integer::sum);
        }
        String told = "%d mutations: %s; slowest %d ms; heap at most %d MiB%n"
                .formatted(
                        MUTATIONS,
                        verdicts,
                        slowest / 1_000_000,
                        Runtime.getRuntime().maxMemory() >> 20);
        Files.writeString(Path.of("target", "media-fuzz.txt"), told);

        assertThat(slowest).as("nanoseconds for the slowest").isLessThan(SLOWEST_NANOS);
        assertThat(verdicts).containsKeys("Taken", "Identifying", "Malformed");
    }

    private static byte[] mutated(byte[] original, List<CorpusFile> corpus, Random random) {
        byte[] bytes = original.clone();
        for (int change = 1 + random.nextInt(3); change > 0 && bytes.length > 0; change--) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(bytes.length - at, 1 + random.nextInt(40));
            switch (random.nextInt(10)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                // Of the same length, so that what points to places still does.
                case 5, 6, 7, 8 -> {
                    byte[] other = corpus.get(random.nextInt(corpus.size())).bytes();
                    int from = random.nextInt(other.length);
                    int same = Math.min(length / 4 + 1, Math.min(other.length - from, bytes.length - at));
                    System.arraycopy(other, from, bytes, at, same);
                }
                case 2 -> bytes = spliced(bytes, at, at + length, new byte[0]);
                case 3 -> bytes = spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length));
                case 4 -> {
                    byte[] other = corpus.get(random.nextInt(corpus.size())).bytes();
                    int from = random.nextInt(other.length);
                    bytes = spliced(
                            bytes, at, at, Arrays.copyOfRange(other, from, Math.min(other.length, from + length)));
                }
                case 9 -> {
                    // A number stays a number.
                    while (at < bytes.length - 1 && (bytes[at] < '0' || bytes[at] > '9')) {
                        at++;
                    }
                    bytes[at] = (byte) ('0' + random.nextInt(10));
                }
                default -> {
                    byte[] digits =
                            Integer.toString(random.nextInt()).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                    bytes = spliced(bytes, at, Math.min(bytes.length, at + 2), digits);
                }
            }
        }
        // Otherwise a checksum would end the looking where it begins.
        return random.nextBoolean() ? Png.checked(bytes) : bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] between) {
        byte[] spliced = new byte[bytes.length - (to - from) + between.length];
        System.arraycopy(bytes, 0, spliced, 0, from);
        System.arraycopy(between, 0, spliced, from, between.length);
        System.arraycopy(bytes, to, spliced, from + between.length, bytes.length - to);
        return spliced;
    }
}
