package org.trialbook.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Sign-outs in a file: a line for each, with the instant and the token's hash.
public final class FileSignOuts implements StoredSignOuts, AutoCloseable {
    private final AppendedFile file;
    private final Map<String, Instant> signOuts = new HashMap<>();

    /// @throws UnreadableStoreException when the file is damaged
    public FileSignOuts(Path file) {
        Path directory = Directories.of(file);
        try {
            Directories.create(directory);
        } catch (IOException e) {
            throw new StoreFailedException("Cannot make " + directory, e);
        }
        this.file = new AppendedFile(new DirectoryOnDisk(directory), String.valueOf(file.getFileName()));
        for (byte[] record : this.file.records()) {
            String[] parts = new String(record, StandardCharsets.UTF_8).split(" ", 2);
            signOuts.put(parts[1], Instant.parse(parts[0]));
        }
    }

    @Override
    public synchronized void add(String name, Instant until) {
        if (!signOuts.containsKey(name)) {
            file.add((until + " " + name).getBytes(StandardCharsets.UTF_8));
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
