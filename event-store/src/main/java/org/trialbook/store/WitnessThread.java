package org.trialbook.store;

import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trialbook.ledger.AddCheckpoint;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.Cosignature;
import org.trialbook.ledger.SignedNote;
import org.trialbook.ledger.WitnessAnswer;

/// Asks one witness for one checkpoint after the other; always for the newest, and again whenever the signing tells
/// of it once more.
final class WitnessThread implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WitnessThread.class);

    /// The witness may have been asked by another process in between, but not again and again.
    private static final int MOST_SIZES = 4;

    private final WitnessAddress address;
    private final WitnessClient client;
    private final StoredCheckpoints checkpoints;
    private final Log record;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private StoredCheckpoints.@Nullable Signed wanted;
    private boolean asking;
    private boolean closed;
    private long cosigned = -1;
    private @Nullable String failure;

    private WitnessThread(WitnessAddress address, WitnessClient client, StoredCheckpoints checkpoints, Log record) {
        this.address = address;
        this.client = client;
        this.checkpoints = checkpoints;
        this.record = record;
        this.thread = Thread.ofVirtual().name("witness " + address.key().name()).unstarted(this::run);
    }

    static WitnessThread start(
            WitnessAddress address, WitnessClient client, StoredCheckpoints checkpoints, Log record) {
        WitnessThread started = new WitnessThread(address, client, checkpoints, record);
        started.thread.start();
        return started;
    }

    void tell(StoredCheckpoints.Signed signed) {
        lock.lock();
        try {
            if (signed.checkpoint().size() > cosigned) {
                wanted = signed;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Returns when that size is cosigned, this witness has failed, or the time has come.
    void await(long size, long end) {
        lock.lock();
        try {
            while (cosigned < size && !closed && (failure == null || asking || wanted != null)) {
                if (changed.awaitNanos(end - System.nanoTime()) <= 0) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (true) {
                StoredCheckpoints.Signed next = next();
                if (next == null) {
                    return;
                }
                String problem = ask(next);
                done(next, problem);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private StoredCheckpoints.@Nullable Signed next() throws InterruptedException {
        lock.lock();
        try {
            while (wanted == null && !closed) {
                changed.await();
            }
            StoredCheckpoints.Signed next = closed ? null : wanted;
            wanted = null;
            asking = next != null;
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void done(StoredCheckpoints.Signed asked, @Nullable String problem) {
        lock.lock();
        try {
            asking = false;
            if (problem == null) {
                cosigned = Math.max(cosigned, asked.checkpoint().size());
            } else if (!problem.equals(failure)) {
                // A problem is logged once, and not again every few seconds.
                log.warn("The witness {} has not cosigned: {}", address, problem);
            }
            failure = problem;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// @return what went wrong; null when the checkpoint is cosigned
    private @Nullable String ask(StoredCheckpoints.Signed signed) throws InterruptedException {
        SignedNote note = SignedNote.parse(signed.note());
        Checkpoint checkpoint = signed.checkpoint();
        long old = Math.max(0, Math.min(cosigned, checkpoint.size()));
        try {
            for (int attempt = 0; attempt < MOST_SIZES; attempt++) {
                WitnessAnswer answer = client.add(request(old, note));
                switch (answer) {
                    case WitnessAnswer.Cosigned cosignatures -> {
                        checkpoints.keepCosignatures(
                                checkpoint,
                                client.own(note, cosignatures).stream()
                                        .map(Cosignature::signature)
                                        .toList());
                        return null;
                    }
                    case WitnessAnswer.OtherSize other -> {
                        if (other.size() > checkpoint.size()) {
                            return ahead(other.size());
                        }
                        old = other.size();
                    }
                    case WitnessAnswer.Refused refused -> {
                        return "status " + refused.status() + ", " + refused.reason();
                    }
                }
            }
            return "it changes its mind about the size it has cosigned";
        } catch (IOException | RuntimeException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    private AddCheckpoint request(long old, SignedNote note) {
        return record.ofTree(tree -> AddCheckpoint.of(tree, old, note));
    }

    private @Nullable String ahead(long size) {
        if (size <= record.size()) {
            // Another process of this log was faster; the next checkpoint settles it.
            return null;
        }
        return "it has cosigned " + size + " events of this log, which holds only " + record.size()
                + ": events were lost, or somebody else signs with this log's key";
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
