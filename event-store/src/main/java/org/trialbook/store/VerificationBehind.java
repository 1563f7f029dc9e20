package org.trialbook.store;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trialbook.ledger.MerkleFrontier;

/// Verifies the events that a snapshot stood for when the log was opened, from the first on, while the log is in use.
final class VerificationBehind implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(VerificationBehind.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final LogPicture picture;
    private final long until;
    private final long size;
    private final Consumer<DamagedLogException> onDamage;
    private final BlockReader reader;
    private final BlockContinuityCheck check = new BlockContinuityCheck();
    private final FailureLog unread = new FailureLog(log, "The log's beginning cannot be verified");
    private final VitalThread thread = new VitalThread("log-verification", this::run);
    private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    private final Set<String> kinds = new HashSet<>();
    private LogPicture.Tip at = new LogPicture.Tip(0, new MerkleFrontier(), null);
    private final CountDownLatch closing = new CountDownLatch(1);

    /// @param picture as the snapshot gave it
    /// @param onDamage told what is wrong with the first bad position
    VerificationBehind(BlockStore store, LogPicture picture, Consumer<DamagedLogException> onDamage) {
        this.picture = picture;
        this.until = picture.blocks();
        this.size = picture.size();
        this.onDamage = onDamage;
        this.reader = new BlockReader(store);
    }

    /// How many events there are to verify.
    long size() {
        return size;
    }

    void start() {
        thread.start();
    }

    private void run() {
        long began = System.nanoTime();
        while (closing.getCount() > 0 && at.nextBlock() < until) {
            try {
                reader.read(at.nextBlock(), until, this::verify);
                unread.works();
                if (at.nextBlock() < until) {
                    throw new DamagedLogException(at.size(), "block " + at.nextBlock() + " is no longer there");
                }
                requireNoOtherKinds();
                log.info(
                        "The {} events that a snapshot stood for at the start are verified, after {} ms",
                        at.size(),
                        Duration.ofNanos(System.nanoTime() - began).toMillis());
            } catch (MalformedBlockException e) {
                damaged(new DamagedLogException(at.size(), "block " + at.nextBlock() + ": " + e.reason()));
            } catch (DamagedLogException e) {
                damaged(e);
            } catch (LogClosedException e) {
                break;
            } catch (RuntimeException e) {
                unread.failed(e);
                pause();
            }
        }
        thread.end();
        done.complete(null);
    }

    private void damaged(DamagedLogException damage) {
        closing.countDown();
        onDamage.accept(damage);
    }

    private void verify(Block block) {
        if (closing.getCount() == 0) {
            throw new LogClosedException("The log is closed");
        }
        VerifiedBlock verified = check.verify(block, at.nextBlock(), at.tree(), at.lastRecordedMicros());
        long position = at.size();
        for (VerifiedBlock.Line line : verified.lines()) {
            if (!picture.has(position, line)) {
                throw new DamagedLogException(position, "its line is another one than when the snapshot was made");
            }
            kinds.add(kind(line.type(), line.version()));
            position++;
        }
        at = verified.tip();
    }

    /// A version that no line has would keep a release from going on, or one that a line has would be passed over.
    private void requireNoOtherKinds() {
        OptionalLong other = picture.firstBut((type, version) -> kinds.contains(kind(type, version)));
        if (other.isPresent() && other.getAsLong() < size) {
            throw new DamagedLogException(
                    other.getAsLong(), "its type or version is another one than when the snapshot was made");
        }
    }

    private static String kind(String type, String version) {
        return type + " " + version;
    }

    /// Nobody interrupts this thread: that would close the file that it reads, for everybody.
    private void pause() {
        try {
            boolean ends = closing.await(BETWEEN_TRIES.toNanos(), TimeUnit.NANOSECONDS);
            log.debug("Verification {}", ends ? "ends" : "goes on");
        } catch (InterruptedException e) {
            closing.countDown();
        }
    }

    /// Completes when it has ended, whatever it found.
    CompletableFuture<@Nullable Void> done() {
        return done;
    }

    Optional<String> death() {
        return thread.death();
    }

    @Override
    public void close() {
        closing.countDown();
        thread.end();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
