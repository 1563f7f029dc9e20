package org.trialbook.witness;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.trialbook.ledger.AddCheckpoint;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.MalformedNoteException;
import org.trialbook.ledger.MalformedProofException;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.ledger.WitnessAnswer;

/// A witness with its key and its memory, in one directory that no other process has open.
public final class Witness implements AutoCloseable {

    private final NoteSigner key;
    private final Map<String, WitnessedLog> logs;
    private final FileChannel lock;

    private Witness(NoteSigner key, Map<String, WitnessedLog> logs, FileChannel lock) {
        this.key = key;
        this.logs = logs;
        this.lock = lock;
    }

    /// Opens a witness, or makes it at its first start.
    ///
    /// @param name its name for all time, such as `witness.example.net/site-03`
    /// @param known the public keys of the logs it cosigns for
    /// @throws MisuseException if the directory is another witness's, in use, damaged, or knows a log by
    /// another key
    public static Witness open(
            Path directory, String name, Collection<NoteVerifier> known, Clock clock, SecureRandom random)
            throws IOException {
        FileChannel lock = lock(directory);
        try {
            NoteSigner key = WitnessKey.open(directory, name, random);
            Map<String, WitnessedLog> logs = new TreeMap<>();
            for (NoteVerifier given : known) {
                Path place = place(directory, given.name());
                WitnessedLog log = WitnessedLog.open(place, KnownKeys.inForce(place, given), key, clock);
                if (logs.put(given.name(), log) != null) {
                    throw new MisuseException("The log " + given.name() + " is given twice.");
                }
            }
            return new Witness(key, logs, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /// Takes the directory for this process.
    ///
    /// @throws MisuseException if another one has it: two witnesses with one key would forget each other's
    /// checkpoints
    static FileChannel lock(Path directory) throws IOException {
        Files.createDirectories(directory);
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held;
        try {
            held = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            held = null;
        }
        if (held == null) {
            channel.close();
            throw new MisuseException("Another witness is running in " + directory + ".");
        }
        return channel;
    }

    static Path place(Path directory, String origin) {
        return directory.resolve("logs").resolve(WitnessedLog.hashOf(origin));
    }

    /// Its public key, for those who are to believe it.
    public NoteVerifier verifier() {
        return key.verifier();
    }

    List<WitnessedLog> logs() {
        return Collections.unmodifiableList(new ArrayList<>(logs.values()));
    }

    /// The newest checkpoint it cosigned of the log with that hash.
    Optional<byte[]> checkpoint(String originHash) {
        return logs.values().stream()
                .filter(log -> WitnessedLog.hashOf(log.key().name()).equals(originHash))
                .findFirst()
                .flatMap(WitnessedLog::last)
                .map(WitnessedLog.Remembered::note);
    }

    /// Answers the body of `POST /add-checkpoint`.
    ///
    /// @throws IOException if what is to be cosigned could not be remembered
    public WitnessAnswer add(byte[] body) throws IOException {
        AddCheckpoint request;
        String origin;
        try {
            request = AddCheckpoint.parse(body);
            origin = Checkpoint.ofAnyLog(request.checkpoint().text()).origin();
        } catch (MalformedProofException | MalformedNoteException e) {
            return new WitnessAnswer.Refused(400, String.valueOf(e.getMessage()));
        }
        WitnessedLog log = logs.get(origin);
        return log == null ? new WitnessAnswer.Refused(404, "this witness does not know that log") : log.add(request);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
