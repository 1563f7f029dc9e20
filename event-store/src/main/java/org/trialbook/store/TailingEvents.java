package org.trialbook.store;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/// The stream that a view's processor reads: all events from a position on, and further ones as the log grows.
final class TailingEvents implements MessageStream<EventMessage> {
    private static final Runnable NOBODY = () -> {};
    /// How many events are made ready at once: enough to read many blocks together, few enough to hold in memory.
    private static final int AHEAD = 512;

    private final Log log;
    private final EventLines lines;
    private final EventQuery query;
    private final Log.Subscription subscription;
    private volatile Runnable callback = NOBODY;
    private PeekableIntIterator found = new RoaringBitmap().getIntIterator();
    /// Everything before this position was looked up already.
    private long lookedUpTo;

    private final Deque<Entry<EventMessage>> ready = new ArrayDeque<>();
    /// What follows upon those that are ready, made ready while those are handled; null when nothing was found yet.
    private @Nullable CompletableFuture<List<Entry<EventMessage>>> coming;

    private @Nullable Entry<EventMessage> peeked;
    private @Nullable Throwable error;
    private boolean closed;

    TailingEvents(Log log, EventLines lines, EventQuery query, long from) {
        this.log = log;
        this.lines = lines;
        this.query = query;
        this.lookedUpTo = from;
        this.subscription = log.onGrowth(this::wake);
    }

    private void wake() {
        try {
            callback.run();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    @Override
    public synchronized Optional<Entry<EventMessage>> peek() {
        if (peeked == null && !isCompleted()) {
            try {
                if (ready.isEmpty()) {
                    makeReady();
                }
                peeked = ready.poll();
            } catch (RuntimeException e) {
                fail(e);
            }
        }
        return Optional.ofNullable(peeked);
    }

    private void lookUp() {
        if (found.hasNext()) {
            return;
        }
        long size = log.size();
        RoaringBitmap matching = log.matching(query, lookedUpTo);
        if (size > lookedUpTo) {
            // What arrived since the size was taken is looked up again next time.
            matching.remove(size, 1L << 32);
            found = matching.getIntIterator();
            lookedUpTo = size;
        }
    }

    private void makeReady() {
        if (coming != null) {
            ready.addAll(arrived(coming));
            coming = null;
        } else {
            lookUp();
            ready.addAll(entries(nextPositions()));
        }
        if (found.hasNext()) {
            long[] positions = nextPositions();
            coming = CompletableFuture.supplyAsync(() -> entries(positions), Thread::startVirtualThread);
        }
    }

    private long[] nextPositions() {
        long[] positions = new long[AHEAD];
        int count = 0;
        while (count < AHEAD && found.hasNext()) {
            positions[count++] = Integer.toUnsignedLong(found.next());
        }
        return Arrays.copyOf(positions, count);
    }

    private List<Entry<EventMessage>> entries(long[] positions) {
        return log.lines(positions).stream()
                .map(line -> SourcedEvents.entry(lines, line))
                .toList();
    }

    private static List<Entry<EventMessage>> arrived(CompletableFuture<List<Entry<EventMessage>>> coming) {
        try {
            return coming.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public synchronized Optional<Entry<EventMessage>> next() {
        Optional<Entry<EventMessage>> entry = peek();
        peeked = null;
        return entry;
    }

    @Override
    public void setCallback(Runnable callback) {
        this.callback = callback;
        if (hasNextAvailable() || isCompleted()) {
            wake();
        }
    }

    private synchronized void fail(RuntimeException e) {
        error = e;
        subscription.close();
    }

    @Override
    public synchronized Optional<Throwable> error() {
        return Optional.ofNullable(error);
    }

    @Override
    public synchronized boolean isCompleted() {
        return closed || error != null;
    }

    @Override
    public boolean hasNextAvailable() {
        return peek().isPresent();
    }

    @Override
    public synchronized void close() {
        closed = true;
        peeked = null;
        ready.clear();
        subscription.close();
    }
}
