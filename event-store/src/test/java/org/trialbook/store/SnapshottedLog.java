package org.trialbook.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A log with a snapshot, for tests: 100 events in blocks of 1 to 4 about two subjects, and parts of 20 events or a few
/// more.
abstract class SnapshottedLog {
    static final int EVENTS = 100;
    static final int PART = 20;

    @TempDir
    Path directory;

    final Random random = new Random(11);

    @FunctionalInterface
    interface Use {
        void of(Log log, CheckpointSigning signing) throws Exception;
    }

    Path blocks() {
        return directory.resolve("log");
    }

    Path snapshot() {
        return blocks().resolve("snapshot");
    }

    void use(Use use) throws Exception {
        try (FileLogStore store = FileLogStore.open(blocks(), PART);
                CheckpointSigning signing =
                        CheckpointSigning.open(directory.resolve("keys"), "test.example/T", store, new SecureRandom());
                Log log = Log.openForWriting(store, Drafts.settings(), signing.checkpoints())) {
            use.of(log, signing);
        }
    }

    void append(Log log, int until) throws Exception {
        while (log.size() < until) {
            int count = (int) Math.min(1 + random.nextInt(4), until - log.size());
            Draft[] drafts = IntStream.range(0, count)
                    .mapToObj(i -> Drafts.draft(
                            "e" + (log.size() + i),
                            (log.size() + i) % 7 == 0 ? "trial.Rare" : "trial.Noted",
                            List.of(
                                    Drafts.tag("subject", "01-00" + (log.size() + i) % 2),
                                    Drafts.tag("command", "c" + (log.size() + i))),
                            "{\"n\":\"é" + i + "\"}"))
                    .toArray(Draft[]::new);
            Drafts.append(log, null, drafts);
        }
    }

    @BeforeEach
    void fill() throws Exception {
        use((log, signing) -> {
            append(log, EVENTS);
            signing.sign(log);
            signing.snapshot(log);
        });
    }

    List<Path> parts() throws IOException {
        try (Stream<Path> files = Files.list(snapshot())) {
            return files.sorted().toList();
        }
    }

    void forget() throws IOException {
        delete(snapshot());
    }

    static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    void copy(Path to) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                if (!file.startsWith(to)) {
                    Path target = to.resolve(directory.relativize(file));
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(file, target);
                    }
                }
            }
        }
    }

    static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }
}
