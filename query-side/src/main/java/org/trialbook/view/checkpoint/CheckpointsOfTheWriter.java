package org.trialbook.view.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.store.LogStore;
import org.trialbook.store.StoredCheckpoints;

/// Checkpoints that another process signed, checked with the log's public key. The key may appear only after this
/// process: the process that writes the log makes it.
public final class CheckpointsOfTheWriter implements CheckpointSource {

    private final Path key;
    private final LogStore log;
    private @Nullable StoredCheckpoints checkpoints;

    /// @param key the file with the log's public key
    /// @param log where the log is kept
    public CheckpointsOfTheWriter(Path key, LogStore log) {
        this.key = key;
        this.log = log;
    }

    /// What was signed, once there is a key.
    public synchronized Optional<StoredCheckpoints> checkpoints() {
        if (checkpoints == null && Files.exists(key)) {
            checkpoints = StoredCheckpoints.read(key, log);
        }
        return Optional.ofNullable(checkpoints);
    }

    @Override
    public Optional<StoredCheckpoints.Signed> newest() {
        return checkpoints().flatMap(StoredCheckpoints::newest);
    }

    @Override
    public List<StoredCheckpoints.Signed> all() {
        return checkpoints().map(StoredCheckpoints::all).orElse(List.of());
    }

    @Override
    public List<StoredCheckpoints.Witnessed> witnessed(List<NoteVerifier> witnesses) {
        return checkpoints().map(known -> known.witnessed(witnesses)).orElse(List.of());
    }

    @Override
    public NoteVerifier key() {
        return checkpoints().orElseThrow().verifier();
    }
}
