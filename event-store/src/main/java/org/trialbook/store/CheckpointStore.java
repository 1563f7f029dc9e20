package org.trialbook.store;

import java.util.List;
import java.util.Optional;

/// Where checkpoints are kept, by their size. What stands here is not trusted: [StoredCheckpoints] opens it with the
/// log's key.
interface CheckpointStore {

    /// @param note as it was signed
    /// @param cosignatures lines of witnesses that came in since
    record Kept(long size, byte[] note, List<String> cosignatures) {}

    /// So many at most, over more events first.
    List<Kept> newest(int count);

    Optional<Kept> at(long size);

    /// Keeps a note, unless there is one of that size: then another process has signed the same statement.
    void add(long size, byte[] note);

    /// Keeps lines below the note of that size, if there is one; each once.
    void addCosignatures(long size, List<String> lines);

    void removeCosignatures(long size, List<String> lines);
}
