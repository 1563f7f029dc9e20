package org.trialbook.store;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.KeyHistory;
import org.trialbook.ledger.KeyRotation;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.TreeHash;
import org.trialbook.ledger.UntrustedNoteException;

/// Signs what the log is: on demand, on a timer, and once more when closed.
///
/// The private key lies in `log.key` of a directory outside the database, made at the first start; the public key
/// beside it in `log.pub`, for inspectors; the newest checkpoint in `checkpoint`.
public final class CheckpointSigning implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CheckpointSigning.class);

    private final KeyDirectory keys;
    private final StoredCheckpoints checkpoints;
    private NoteSigner signer;
    private @Nullable Witnesses witnesses;
    private @Nullable Log kept;
    private @Nullable ScheduledExecutorService timer;
    private final FailureLog unsigned = new FailureLog(log, "A checkpoint cannot be signed");
    private final FailureLog unmade = new FailureLog(log, "The log's snapshot cannot be made");
    private volatile @Nullable String died;

    private CheckpointSigning(KeyDirectory keys, NoteSigner signer, LogStore store) {
        this.keys = keys;
        this.signer = signer;
        this.checkpoints = new StoredCheckpoints(keys.epochs(signer.verifier()), store, keys.checkpoint());
        checkpoints.requireRemembered();
    }

    /// Reads the key in a directory, or makes it when there is none and the log holds nothing.
    ///
    /// @param origin names the log and its key for all time, such as `trialbook.example/HOT-CRT`
    /// @throws UnusableKeyException when a file there is missing, damaged, or not this log's
    public static CheckpointSigning open(Path keyDirectory, String origin, LogStore store, SecureRandom random) {
        KeyDirectory keys = new KeyDirectory(keyDirectory);
        return new CheckpointSigning(keys, keys.signer(origin, random, store.holdsAny()), store);
    }

    /// Reads the key in a directory.
    ///
    /// @throws UnusableKeyException when a file there is missing, damaged, or not this log's
    public static CheckpointSigning reopen(Path keyDirectory, LogStore store) {
        KeyDirectory keys = new KeyDirectory(keyDirectory);
        return new CheckpointSigning(keys, keys.signer(), store);
    }

    /// What was signed so far; give it to [Log] when opening.
    public StoredCheckpoints checkpoints() {
        return checkpoints;
    }

    /// Refuses to go on where the directory does not hold the key that the record says is in force, and takes a
    /// rotation to its end that was interrupted.
    ///
    /// @throws UnusableKeyException when a file of the directory is not the record's
    public synchronized void requireKeys(Log record) {
        long size = record.size();
        requireInForce(record, size);
        boolean rotated = record.positionsOf(KeyRotation.TYPE).length > 0;
        if (keys.restorePublic(checkpoints.verifier(), rotated)) {
            log.warn("The log's public key was missing beside its private key, and was written again");
        }
    }

    /// Signs the log as it is now, unless the newest checkpoint covers just that.
    ///
    /// @throws DamagedLogException when the log can no longer be relied on
    /// @throws IllegalStateException when the log has handed over to a key that is not here
    public synchronized StoredCheckpoints.Signed sign(Log record) {
        record.failure().ifPresent(failure -> {
            throw failure;
        });
        long size = record.size();
        TreeHash root = record.root(size);
        requireInForce(record, size);
        Optional<StoredCheckpoints.Signed> newest = checkpoints.newest();
        if (newest.isPresent() && newest.get().checkpoint().size() >= size) {
            tell(newest.get());
            return newest.get();
        }
        Checkpoint checkpoint = new Checkpoint(signer.name(), size, root);
        StoredCheckpoints.Signed signed =
                new StoredCheckpoints.Signed(checkpoint, checkpoint.sign(signer).format());
        checkpoints.keep(signed);
        tell(signed);
        return signed;
    }

    /// An event may have put another key in force: one of this process before it crashed, or of another
    /// process.
    private void requireInForce(Log record, long size) {
        KeyHistory history = new KeyHistory(checkpoints.verifier());
        for (long position : record.positionsOf(KeyRotation.TYPE)) {
            if (position < size) {
                EventLine line = record.line(position);
                try {
                    history.take(position, line.version(), line.payload());
                } catch (UntrustedNoteException e) {
                    log.error("The rotation at {} does not count: {}", position, e.getMessage());
                }
            }
        }
        if (!history.current().equals(signer.verifier())) {
            signer = keys.turn(history.epochs());
            checkpoints.know(history.epochs());
        }
    }

    /// Hands over to a new key by an event that both keys sign, and signs with the new one from there on. Nothing
    /// else may write to the log with the old key any more; the old private key is gone afterwards.
    ///
    /// After a crash at any point either key goes on: the new key is on the disk before the event is recorded, and
    /// the old one goes only after it.
    ///
    /// @param eventId of the event
    /// @param by who hands over
    public synchronized KeyRotation rotate(
            Log record, String eventId, EventLine.Actor by, String reason, SecureRandom random) {
        sign(record);
        KeyRotation rotation = KeyRotation.sign(signer, keys.prepare(signer.name(), random));
        Draft event = new Draft(
                eventId,
                KeyRotation.TYPE,
                KeyRotation.VERSION,
                null,
                List.of(),
                null,
                by,
                null,
                reason,
                new TreeMap<>(),
                rotation.payload());
        record.append(List.of(event), null).join();
        sign(record);
        return rotation;
    }

    /// Signs like [#sign], and waits until the witnesses that can be reached have cosigned, but no longer
    /// than that.
    ///
    /// @return with the cosignatures that came in
    public StoredCheckpoints.Signed sign(Log record, Duration patience) {
        StoredCheckpoints.Signed signed = sign(record);
        Witnesses asked = witnesses();
        if (asked == null) {
            return signed;
        }
        asked.await(signed.checkpoint().size(), patience);
        return checkpoints
                .newest()
                .filter(newest -> newest.checkpoint().equals(signed.checkpoint()))
                .orElse(signed);
    }

    /// Has every checkpoint cosigned from now on.
    ///
    /// @throws DamagedLogException when a witness has cosigned more than the log holds, or something else
    public void ask(List<WitnessAddress> addresses, Log record) {
        if (addresses.isEmpty()) {
            return;
        }
        Witnesses asking = Witnesses.ask(addresses, checkpoints, record);
        synchronized (this) {
            witnesses = asking;
        }
    }

    private synchronized @Nullable Witnesses witnesses() {
        return witnesses;
    }

    private void tell(StoredCheckpoints.Signed signed) {
        Witnesses asked = witnesses();
        if (asked != null) {
            asked.tell(signed);
        }
    }

    /// Signs from now on whenever the log has grown, but not more often than `every`, and when this is
    /// closed.
    public synchronized void keep(Log record, Duration every) {
        if (timer != null) {
            throw new IllegalStateException("This keeper keeps a log already");
        }
        kept = record;
        timer = Executors.newScheduledThreadPool(
                2, Thread.ofPlatform().daemon().name("log-checkpoints-", 1).factory());
        schedule(timer, every, unsigned, () -> sign(record));
        // The log does without a snapshot: what fails there keeps nobody from recording.
        schedule(timer, every, unmade, () -> record.extendSnapshot(inForce(), () -> kept() == null));
    }

    private void schedule(ScheduledExecutorService on, Duration every, FailureLog failures, Runnable task) {
        @SuppressWarnings("unused") // Ends with the timer.
        var future = on.scheduleWithFixedDelay(
                () -> quietly(failures, task), every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void quietly(FailureLog failures, Runnable task) {
        try {
            task.run();
            failures.works();
        } catch (RuntimeException e) {
            failures.failed(e);
        } catch (Error e) {
            died = e.getClass().getSimpleName();
            throw e;
        }
    }

    /// Makes the log's snapshot, with which the next start begins, as long as the log is.
    ///
    /// @throws StoreFailedException when it can't be kept
    public void snapshot(Log record) {
        record.extendSnapshot(inForce(), () -> false);
    }

    private synchronized NoteSigner inForce() {
        return signer;
    }

    private synchronized @Nullable Log kept() {
        return kept;
    }

    /// Why nothing is signed, or no snapshot made, on the timer any more, in words; empty when they are.
    public Optional<String> trouble() {
        String of = died;
        return of == null ? Optional.empty() : Optional.of("a thread that signs checkpoints died of " + of);
    }

    /// Ends the timer and signs a last time. Close the log after this, and no appends before it: what comes later
    /// is covered by the next start's first checkpoint only.
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
            quietly(unsigned, () -> sign(record));
        }
        Witnesses asked = witnesses();
        if (asked != null) {
            asked.close();
        }
    }
}
