package org.trialbook.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Sign-outs in a file: a record for each, with the instant and the token's hash. Whoever opens it has the
/// directory's lock.
public final class FileSignOuts implements StoredSignOuts, AutoCloseable {
    /// Should the clock be ahead when the file is opened, no token becomes good again once it is set right.
    private static final Duration KEPT_LONGER = Duration.ofDays(30);

    private final AppendedFile file;
    private final Map<String, Instant> signOuts = new HashMap<>();

    /// Opens the file, and leaves out of it what has not mattered for 30 days.
    ///
    /// @param now as far as is known
    /// @throws UnreadableStoreException when the file is damaged
    public FileSignOuts(Path file, Instant now) {
        Path directory = Directories.of(file);
        try {
            Directories.create(directory);
            // What a kill left of a file that was to replace this one.
            Files.deleteIfExists(WholeFile.aside(file));
        } catch (IOException e) {
            throw new StoreFailedException("Cannot make " + directory, e);
        }
        this.file =
                new AppendedFile(new DirectoryOnDisk(directory), String.valueOf(file.getFileName()), (at, record) -> {
                    String[] parts = new String(record, StandardCharsets.UTF_8).split(" ", 2);
                    signOuts.put(parts[1], Instant.parse(parts[0]));
                });
        if (signOuts.values().removeIf(until -> until.plus(KEPT_LONGER).isBefore(now))) {
            this.file.keepOnly(signOuts.entrySet().stream()
                    .map(signOut -> format(signOut.getKey(), signOut.getValue()))
                    .toList());
        }
    }

    private static byte[] format(String name, Instant until) {
        return (until + " " + name).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void add(String name, Instant until) {
        if (!signOuts.containsKey(name)) {
            file.add(format(name, until));
            signOuts.put(name, until);
        }
    }

    @Override
    public synchronized Map<String, Instant> after(Instant now) {
        Map<String, Instant> found = new HashMap<>(signOuts);
        found.values().removeIf(until -> !until.isAfter(now));
        return found;
    }

    @Override
    public void close() {
        file.close();
    }
}
