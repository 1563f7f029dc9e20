package org.trialbook.store;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;
import org.trialbook.ledger.EventLine;

/// The events from a position on, and on as the log grows: what a view's processor reads.
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

    private final Deque<EventLine> ready = new ArrayDeque<>();
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
                    lookUp();
                    makeReady();
                }
                EventLine line = ready.poll();
                if (line != null) {
                    peeked = SourcedEvents.entry(lines, line);
                }
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
        long[] positions = new long[AHEAD];
        int count = 0;
        while (count < AHEAD && found.hasNext()) {
            positions[count++] = Integer.toUnsignedLong(found.next());
        }
        if (count > 0) {
            ready.addAll(log.lines(Arrays.copyOf(positions, count)));
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
