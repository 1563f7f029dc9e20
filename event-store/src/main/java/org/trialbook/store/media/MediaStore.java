package org.trialbook.store.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Media by content hash. What is there is whole, on the disk, and never changes; a half-written object is never seen.
/// Storing the same bytes again changes nothing.
public interface MediaStore {

    /// The media of a hash; nothing when it was never stored as a whole.
    Optional<StoredMedia> find(String hash);

    /// Every one that is there, in no order.
    List<StoredMedia> all();

    /// An empty file, its owner's alone, for bytes that are looked into before they are stored. Whoever asks for it
    /// deletes it.
    ///
    /// @throws org.trialbook.store.StoreFailedException when the disk does not take it
    Path aside();

    /// Removes what uploads left that were killed. Called once, before this process takes any; what other processes
    /// are taking stays.
    void removeLeftOver();

    /// Stores bytes whose hash, length and type are known already.
    ///
    /// @throws DamagedMediaException when the bytes are not those of the hash: nothing is visible then
    void store(StoredMedia object, InputStream content) throws IOException;

    /// Writes the bytes out. The last part goes out only when the hash of all of them is right, so that nobody takes
    /// altered bytes for the whole.
    ///
    /// @throws DamagedMediaException when bytes are missing or were altered
    void write(StoredMedia object, OutputStream out) throws IOException;
}
