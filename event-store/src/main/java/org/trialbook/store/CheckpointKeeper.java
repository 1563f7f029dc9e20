package org.trialbook.store;

import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.TreeHash;

/// Signs what the log is: on demand, on a timer, and once more when closed.
///
/// The private key lies in `log.key` of a directory outside the database, made at the first start; the public key
/// beside it in `log.pub`, for inspectors; the newest checkpoint in `checkpoint`.
public final class CheckpointKeeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CheckpointKeeper.class);

    private final NoteSigner signer;
    private final Checkpoints checkpoints;
    private @Nullable Log kept;
    private @Nullable ScheduledExecutorService timer;

    private CheckpointKeeper(NoteSigner signer, Checkpoints checkpoints) {
        this.signer = signer;
        this.checkpoints = checkpoints;
    }

    /// Reads the key in a directory, or makes it when there is none.
    ///
    /// @param origin names the log and its key for all time, such as `trialbook.example/HOT-CRT`
    /// @throws IllegalStateException when the key there is another log's
    public static CheckpointKeeper open(Path keyDirectory, String origin, MongoDatabase database, SecureRandom random) {
        NoteSigner signer = key(keyDirectory, origin, random);
        return new CheckpointKeeper(
                signer, new Checkpoints(signer.verifier(), database, keyDirectory.resolve("checkpoint")));
    }

    private static NoteSigner key(Path directory, String origin, SecureRandom random) {
        Path file = directory.resolve("log.key");
        try {
            Files.createDirectories(directory);
            if (!Files.exists(file)) {
                NoteSigner made = NoteSigner.generate(origin, random);
                // Readable by nobody else from the first byte on, and never there in part.
                Path fresh = Files.getFileStore(directory).supportsFileAttributeView("posix")
                        ? Files.createTempFile(
                                directory,
                                "log",
                                ".new",
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                        : Files.createTempFile(directory, "log", ".new");
                Files.writeString(fresh, made.format() + "\n", StandardCharsets.UTF_8);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
                Checkpoints.replace(
                        directory.resolve("log.pub"), (made.verifier() + "\n").getBytes(StandardCharsets.UTF_8));
            }
            NoteSigner signer = NoteSigner.parse(
                    Files.readString(file, StandardCharsets.UTF_8).strip());
            if (!signer.name().equals(origin)) {
                throw new IllegalStateException(
                        "The key in " + file + " is that of " + signer.name() + ", not of " + origin);
            }
            return signer;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read or make the log's key in " + directory, e);
        }
    }

    /// What was signed so far; give it to [Log] when opening.
    public Checkpoints checkpoints() {
        return checkpoints;
    }

    /// Signs the log as it is now, unless the newest checkpoint covers just that.
    ///
    /// @throws DamagedLogException when the log can no longer be relied on
    public synchronized Checkpoints.Signed sign(Log record) {
        record.failure().ifPresent(failure -> {
            throw failure;
        });
        long size = record.size();
        TreeHash root = record.root(size);
        Optional<Checkpoints.Signed> newest = checkpoints.newest();
        if (newest.isPresent() && newest.get().checkpoint().size() >= size) {
            return newest.get();
        }
        Checkpoint checkpoint = new Checkpoint(signer.name(), size, root);
        Checkpoints.Signed signed =
                new Checkpoints.Signed(checkpoint, checkpoint.sign(signer).format());
        checkpoints.keep(signed);
        return signed;
    }

    /// Signs from now on whenever the log has grown, but not more often than `every`, and when this is closed.
    public synchronized void keep(Log record, Duration every) {
        if (timer != null) {
            throw new IllegalStateException("This keeper keeps a log already");
        }
        kept = record;
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("log-checkpoints").factory());
        @SuppressWarnings("unused") // Ends with the timer.
        var future = timer.scheduleWithFixedDelay(
                () -> signQuietly(record), every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void signQuietly(Log record) {
        try {
            sign(record);
        } catch (RuntimeException e) {
            log.error("Cannot sign a checkpoint", e);
        }
    }

    /// Ends the timer and signs a last time. Close the log after this, and no appends before it: what comes later is
    /// covered by the next start's first checkpoint only.
    @Override
    public void close() {
        ScheduledExecutorService ending;
        Log record;
        synchronized (this) {
            ending = timer;
            record = kept;
            timer = null;
            kept = null;
        }
        if (ending != null && record != null) {
            ending.close();
            signQuietly(record);
        }
    }
}
