package org.trialbook.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.trialbook.ledger.KeyHistory.Reign;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.NoteVerifier;

/// The log's keys, in a directory outside its database. The private key in force is in `log.key`; one that is to
/// take over, in `log.key.next`. Public: the first key of all in `log.pub`, for inspectors; and once there were
/// several, each with the smallest size it signs for, in `log.keys`.
final class KeyDirectory {
    private final Path directory;

    KeyDirectory(Path directory) {
        this.directory = directory;
    }

    /// Where the newest checkpoint lies outside the database.
    Path checkpoint() {
        return directory.resolve("checkpoint");
    }

    private Path key() {
        return directory.resolve("log.key");
    }

    private Path next() {
        return directory.resolve("log.key.next");
    }

    /// The private key in force.
    ///
    /// @throws IllegalStateException when there is none
    NoteSigner signer() {
        if (!Files.exists(key())) {
            throw new IllegalStateException("There is no key of a log in " + directory);
        }
        return read(key());
    }

    /// The private key in force; made, when there is none.
    ///
    /// @throws IllegalStateException when the key there is another log's
    NoteSigner signer(String origin, SecureRandom random) {
        try {
            Files.createDirectories(directory);
            if (!Files.exists(key())) {
                NoteSigner made = NoteSigner.generate(origin, random);
                write(key(), made);
                Checkpoints.replace(
                        directory.resolve("log.pub"), (made.verifier() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the log's key in " + directory, e);
        }
        NoteSigner signer = read(key());
        if (!signer.name().equals(origin)) {
            throw new IllegalStateException(
                    "The key in " + key() + " is that of " + signer.name() + ", not of " + origin);
        }
        return signer;
    }

    /// The key that is to take over; made, unless an earlier attempt made it already. It is on the disk when this
    /// returns: an event that hands over to a lost key could never be taken back.
    NoteSigner prepare(String origin, SecureRandom random) {
        if (!Files.exists(next())) {
            try {
                write(next(), NoteSigner.generate(origin, random));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot make the log's next key in " + directory, e);
            }
        }
        return read(next());
    }

    /// Puts the prepared key in force, for checkpoints from that size on. The old private key is gone afterwards.
    /// May be repeated after a crash.
    ///
    /// @throws IllegalStateException when the prepared key is not there
    NoteSigner turn(List<Reign> reigns) {
        NoteVerifier inForce = reigns.getLast().key();
        if (!Files.exists(next()) || !read(next()).verifier().equals(inForce)) {
            throw new IllegalStateException("The log has handed over to the key " + inForce + ", and " + directory
                    + " does not hold it: nothing can be signed here. Bring the key from where it was made.");
        }
        StringBuilder text = new StringBuilder();
        reigns.forEach(reign ->
                text.append(reign.key()).append(' ').append(reign.fromSize()).append('\n'));
        Checkpoints.replace(directory.resolve("log.keys"), text.toString().getBytes(StandardCharsets.UTF_8));
        try {
            Files.move(next(), key(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceNames();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot put the log's next key in force in " + directory, e);
        }
        return read(key());
    }

    /// Which key signed for which sizes.
    ///
    /// @param first the first key, where it alone is known
    List<Reign> reigns(NoteVerifier first) {
        Path file = directory.resolve("log.keys");
        try {
            if (!Files.exists(file)) {
                return List.of(new Reign(first, 0));
            }
            List<Reign> reigns = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                int space = line.lastIndexOf(' ');
                reigns.add(new Reign(
                        NoteVerifier.parse(line.substring(0, space)), Long.parseLong(line.substring(space + 1))));
            }
            return reigns;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private static NoteSigner read(Path file) {
        try {
            return NoteSigner.parse(
                    Files.readString(file, StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the log's key " + file, e);
        }
    }

    private void write(Path file, NoteSigner made) throws IOException {
        // Readable by nobody else from the first byte on, and never there in part.
        Path fresh = Files.getFileStore(directory).supportsFileAttributeView("posix")
                ? Files.createTempFile(
                        directory,
                        "log",
                        ".new",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createTempFile(directory, "log", ".new");
        Checkpoints.force(fresh, (made.format() + "\n").getBytes(StandardCharsets.UTF_8));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        forceNames();
    }

    private void forceNames() throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
