package org.trialbook.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.trialbook.store.media.FileMediaStore;
import org.trialbook.store.media.StoredMedia;

/// Keeps what stands beside a log's blocks, as fast as it can, and prints what was kept, until it is killed. Its
/// arguments: the directory, and a prefix for names.
final class KilledKeeper {
    static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private final Path directory;
    private final String prefix;

    private KilledKeeper(Path directory, String prefix) {
        this.directory = directory;
        this.prefix = prefix;
    }

    private interface Work {
        void once(int i) throws Exception;
    }

    public static void main(String[] args) throws IOException {
        KilledKeeper keeper = new KilledKeeper(Path.of(args[0]), args[1]);
        FileLogStore lock = FileLogStore.open(keeper.directory.resolve("log"));
        FileMediaStore media = new FileMediaStore(keeper.directory.resolve("media"));
        again(i -> keeper.recording(media, i));
        again(keeper::signOut);
        again(i -> keeper.checkpoint(lock.checkpoints(), i));
        again(keeper::key);
        // Whoever started it is gone when this ends: then nobody is left to kill it.
        while (System.in.read() >= 0) {}
        Runtime.getRuntime().halt(1);
    }

    private static void again(Work work) {
        Thread.ofPlatform().start(() -> {
            try {
                for (int i = 0; ; i++) {
                    work.once(i);
                }
            } catch (Exception e) {
                e.printStackTrace();
                Runtime.getRuntime().halt(2);
            }
        });
    }

    private void recording(FileMediaStore media, int i) throws Exception {
        byte[] content = new byte[1 + 1000 * (i % 300)];
        new Random((prefix + i).hashCode()).nextBytes(content);
        Path aside = media.aside();
        Files.write(aside, content);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        media.store(new StoredMedia(hash, "image/png", content.length), new ByteArrayInputStream(content));
        Files.delete(aside);
        tell("recording " + hash);
    }

    /// Each time the file is opened, there is something in it that expired long ago.
    private void signOut(int i) {
        try (FileSignOuts signOuts = new FileSignOuts(directory.resolve("sign-outs"), NOW)) {
            signOuts.add(prefix + "expired-" + i, NOW.minus(Duration.ofDays(40)));
            signOuts.add(prefix + i, NOW.plusSeconds(i));
        }
        tell("sign-out " + prefix + i);
    }

    private void checkpoint(CheckpointStore checkpoints, int i) {
        long size = 1
                + checkpoints.newest(1).stream()
                        .mapToLong(CheckpointStore.Kept::size)
                        .findFirst()
                        .orElse(0);
        checkpoints.add(size, prefix.getBytes(StandardCharsets.US_ASCII));
        checkpoints.addCosignatures(size, List.of(prefix + i));
        tell("checkpoint " + size + " " + prefix + i);
    }

    private void key(int i) {
        Path keys = directory.resolve("keys").resolve(prefix + i);
        tell("key " + keys + " "
                + new KeyDirectory(keys)
                        .signer("trialbook.example/HOT-CRT", new SecureRandom(), false)
                        .verifier());
    }

    private static void tell(String line) {
        synchronized (System.out) {
            // What was cut off by the kill lacks the end.
            System.out.print(line + " .\n");
            System.out.flush();
        }
    }
}
