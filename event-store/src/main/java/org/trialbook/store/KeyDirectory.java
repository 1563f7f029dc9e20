package org.trialbook.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.trialbook.ledger.KeyHistory.KeyEpoch;
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

    private Path publicKey() {
        return directory.resolve("log.pub");
    }

    private Path history() {
        return directory.resolve("log.keys");
    }

    /// The private key in force.
    ///
    /// @throws UnusableKeyException when there is none, or the files do not belong together
    NoteSigner signer() {
        if (!Files.exists(key())) {
            throw new UnusableKeyException(key(), "is missing: there is no key of a log in this directory");
        }
        return together(read(key()));
    }

    /// The private key in force; made, when there is none and never was.
    ///
    /// @param recorded whether the log holds anything: then it has had a key
    /// @throws UnusableKeyException when the key is gone, damaged, or another log's, or the files do not belong
    /// together
    NoteSigner signer(String origin, SecureRandom random, boolean recorded) {
        try {
            Directories.create(directory);
            if (!Files.exists(key())) {
                requireNoneBefore(recorded);
                write(key(), NoteSigner.generate(origin, random));
                write(read(key()).verifier());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the log's key in " + directory, e);
        }
        NoteSigner signer = read(key());
        if (!signer.name().equals(origin)) {
            throw new UnusableKeyException(key(), "is the key of " + signer.name() + ", not of " + origin);
        }
        return together(signer);
    }

    /// The first thing that is ever written here is the key: whatever else there is says that there was one.
    private void requireNoneBefore(boolean recorded) {
        boolean traces = Stream.of(publicKey(), history(), next(), checkpoint()).anyMatch(Files::exists);
        if (recorded || traces) {
            throw new UnusableKeyException(
                    key(),
                    "is missing, and the record was signed with it. No other key is made in its place: put it back"
                            + " from a backup");
        }
    }

    /// Refuses files of different times or logs.
    private NoteSigner together(NoteSigner signer) {
        List<KeyEpoch> epochs = epochs(signer.verifier());
        NoteVerifier last = epochs.getLast().key();
        // A rotation that was interrupted has written the history first.
        boolean turning = epochs.size() > 1
                && epochs.get(epochs.size() - 2).key().equals(signer.verifier())
                && Files.exists(next())
                && read(next()).verifier().equals(last);
        if (!last.equals(signer.verifier()) && !turning) {
            throw new UnusableKeyException(
                    key(),
                    "is not the key that " + history() + " says is in force: one of them is an older copy or another"
                            + " log's");
        }
        if (Files.exists(publicKey()) && !readPublic().equals(epochs.getFirst().key())) {
            throw Files.exists(history())
                    ? new UnusableKeyException(
                            publicKey(),
                            "is not the first key that " + history() + " names: one of them is another log's")
                    : new UnusableKeyException(
                            publicKey(),
                            "is not the public half of " + key() + ", and there is no "
                                    + history().getFileName()
                                    + " that says how one key followed the other: one of the three was lost or"
                                    + " exchanged");
        }
        return signer;
    }

    /// The public key as inspectors get it; written anew where it is missing, from what the log's key says.
    ///
    /// @param first the log's first key, as the record bears out
    /// @param rotated whether the record holds a change of the key
    /// @return whether it was written
    /// @throws UnusableKeyException when it can't be told from the files here
    boolean restorePublic(NoteVerifier first, boolean rotated) {
        if (Files.exists(publicKey())) {
            return false;
        }
        if (rotated) {
            throw new UnusableKeyException(
                    publicKey(),
                    "is missing, which holds the log's first key. It is public: put it back from a backup, from an"
                            + " inspector or from a bundle");
        }
        write(first);
        return true;
    }

    private void write(NoteVerifier first) {
        WholeFile.replace(publicKey(), (first + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private NoteVerifier readPublic() {
        return readPublic(publicKey());
    }

    /// A public key in a file.
    ///
    /// @throws UnusableKeyException when it cannot be read
    static NoteVerifier readPublic(Path file) {
        try {
            return NoteVerifier.parse(Files.readString(file).strip());
        } catch (IOException | IllegalArgumentException e) {
            throw new UnusableKeyException(file, "holds no public key of a log: " + why(e));
        }
    }

    private static String why(Exception e) {
        return e instanceof IOException ? e.getClass().getSimpleName() : String.valueOf(e.getMessage());
    }

    /// The key that is to take over; made, unless an earlier attempt made it already. It is on the disk when this
    /// returns: an event that hands over to a lost key could never be taken back.
    NoteSigner prepare(String origin, SecureRandom random) {
        if (!Files.exists(next())) {
            write(next(), NoteSigner.generate(origin, random));
        }
        return read(next());
    }

    /// Puts the prepared key in force, for checkpoints from that size on. The old private key is gone afterwards.
    /// May be repeated after a crash.
    ///
    /// @throws UnusableKeyException when the prepared key is not there
    NoteSigner turn(List<KeyEpoch> epochs) {
        NoteVerifier inForce = epochs.getLast().key();
        if (!Files.exists(next()) || !read(next()).verifier().equals(inForce)) {
            throw new UnusableKeyException(
                    key(),
                    "is no longer in force: the log has handed over to the key " + inForce + ", and this directory does"
                            + " not hold it. Bring the key from where it was made");
        }
        StringBuilder text = new StringBuilder();
        epochs.forEach(epoch ->
                text.append(epoch.key()).append(' ').append(epoch.fromSize()).append('\n'));
        WholeFile.replace(history(), text.toString().getBytes(StandardCharsets.UTF_8));
        try {
            Files.move(next(), key(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Directories.force(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot put the log's next key in force in " + directory, e);
        }
        return read(key());
    }

    /// Which key signed for which sizes.
    ///
    /// @param first the first key, where it alone is known
    /// @throws UnusableKeyException when what is there cannot be read
    List<KeyEpoch> epochs(NoteVerifier first) {
        Path file = history();
        try {
            if (!Files.exists(file)) {
                return List.of(new KeyEpoch(first, 0));
            }
            List<KeyEpoch> epochs = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                int space = line.lastIndexOf(' ');
                epochs.add(new KeyEpoch(
                        NoteVerifier.parse(line.substring(0, space)), Long.parseLong(line.substring(space + 1))));
            }
            epochs.getFirst();
            return epochs;
        } catch (IOException | RuntimeException e) {
            throw new UnusableKeyException(
                    file, "does not say which key of the log signed what: " + why(e) + ". Put it back from a backup");
        }
    }

    private static NoteSigner read(Path file) {
        try {
            return NoteSigner.parse(
                    Files.readString(file, StandardCharsets.UTF_8).strip());
        } catch (IOException | IllegalArgumentException e) {
            throw new UnusableKeyException(
                    file, "is no private key of a log: " + why(e) + ". Put it back from a backup");
        }
    }

    /// Readable by nobody else from the first byte on, and never there in part.
    private static void write(Path file, NoteSigner made) {
        OwnersOnly.ensure(WholeFile.aside(file));
        WholeFile.replace(file, (made.format() + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
