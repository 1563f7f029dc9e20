package org.trialbook.view.checkpoint;

import com.mongodb.client.MongoDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.store.Checkpoints;

/// Checkpoints that another process signed, checked with the log's public key. The key may appear only after this
/// process: the process that writes the log makes it.
public final class StoredCheckpoints implements SignedCheckpoints {

    private final Path key;
    private final MongoDatabase log;
    private @Nullable Checkpoints checkpoints;

    /// @param key the file with the log's public key
    /// @param log the log's database
    public StoredCheckpoints(Path key, MongoDatabase log) {
        this.key = key;
        this.log = log;
    }

    /// What was signed, once there is a key.
    public synchronized Optional<Checkpoints> checkpoints() {
        if (checkpoints == null && Files.exists(key)) {
            checkpoints = Checkpoints.read(key, log);
        }
        return Optional.ofNullable(checkpoints);
    }

    @Override
    public Optional<Checkpoints.Signed> newest() {
        return checkpoints().flatMap(Checkpoints::newest);
    }

    @Override
    public List<Checkpoints.Signed> all() {
        return checkpoints().map(Checkpoints::all).orElse(List.of());
    }

    @Override
    public List<Checkpoints.Witnessed> witnessed(List<NoteVerifier> witnesses) {
        return checkpoints().map(known -> known.witnessed(witnesses)).orElse(List.of());
    }

    @Override
    public NoteVerifier key() {
        return checkpoints().orElseThrow().verifier();
    }
}
