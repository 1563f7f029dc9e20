package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.store.media.FileMediaStore;
import org.trialbook.store.media.StoredMedia;

/// A process is killed while it keeps recordings, sign-outs, checkpoints and keys, again and again: what it had kept is
/// there whole after a start, and nothing is left of what it had only begun.
///
/// `-Dtrialbook.kills` says how often; without it only a few times.
class KilledKeeperTest {
    private static final int KILLS = Integer.getInteger("trialbook.kills", 5);
    /// Then another directory is begun, or each round would read more recordings than the one before.
    private static final int KILLS_OF_ONE_DIRECTORY = 20;

    @TempDir
    Path all;

    private Path directory = Path.of("");
    private final Set<String> kept = new TreeSet<>();

    @Test
    void whatWasKeptIsThereAndNothingIsLeftOfWhatWasBegun() throws Exception {
        long seed = Long.getLong("trialbook.firstSeed", System.nanoTime());
        System.out.println("KilledKeeperTest seed " + seed);
        Random random = new Random(seed);
        int total = 0;
        int leftovers = 0;
        for (int round = 0; round < KILLS; round++) {
            if (round % KILLS_OF_ONE_DIRECTORY == 0) {
                directory = Files.createDirectory(all.resolve("d" + round));
                total += kept.size();
                kept.clear();
            }
            kill("r" + round + "-", 1 + random.nextInt(200));
            leftovers += unfinished(directory).size();
            start();
        }
        System.out.printf(
                "%d kills: %d kept, %d unfinished files were removed%n", KILLS, total + kept.size(), leftovers);
    }

    private void kill(String prefix, int awaited) throws Exception {
        Path errors = all.resolve("errors");
        Process child = ChildProcess.start(KilledKeeper.class, List.of(directory.toString(), prefix), errors);
        int before = kept.size();
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.endsWith(" .")) {
                    kept.add(line);
                }
                if (kept.size() == before + awaited) {
                    // By its handle: killing by the process would throw away what it had still written.
                    child.toHandle().destroyForcibly();
                }
            }
            assertThat(kept.size()).as(Files.readString(errors)).isGreaterThanOrEqualTo(before + awaited);
        } finally {
            child.destroyForcibly();
            assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    /// As a server starts: the lock first, then what is beside it.
    private void start() throws Exception {
        try (FileLogStore log = FileLogStore.open(directory.resolve("log"));
                FileSignOuts signOuts = new FileSignOuts(directory.resolve("sign-outs"), KilledKeeper.NOW)) {
            FileMediaStore media = new FileMediaStore(directory.resolve("media"));
            media.removeLeftOver();
            Set<String> signedOut = signOuts.after(Instant.EPOCH).keySet();
            assertThat(signedOut).noneMatch(name -> name.contains("expired"));
            for (String line : kept) {
                String[] told = line.split(" ");
                switch (told[0]) {
                    case "recording" -> {
                        StoredMedia object = media.find(told[1]).orElseThrow();
                        // Compares its hash.
                        media.write(object, OutputStream.nullOutputStream());
                    }
                    case "sign-out" -> assertThat(signedOut).contains(told[1]);
                    case "checkpoint" ->
                        assertThat(log.checkpoints()
                                        .at(Long.parseLong(told[1]))
                                        .orElseThrow()
                                        .cosignatures())
                                .containsExactly(told[2]);
                    default ->
                        assertThat(new KeyDirectory(Path.of(told[1])).signer().verifier())
                                .hasToString(told[2]);
                }
            }
            beginAgainWithKeys();
        }
        assertThat(unfinished(directory)).isEmpty();
    }

    /// Also where the first start was killed, the next one finds or makes a key.
    private void beginAgainWithKeys() throws Exception {
        try (Stream<Path> made = Files.list(directory.resolve("keys"))) {
            for (Path keys : made.toList()) {
                KeyDirectory opened = new KeyDirectory(keys);
                opened.restorePublic(
                        opened.signer("trialbook.example/HOT-CRT", new SecureRandom(), false)
                                .verifier(),
                        false);
            }
        }
    }

    private static List<Path> unfinished(Path directory) throws Exception {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".new")).toList();
        }
    }
}
