package org.trialbook.store;

import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.SimpleEntry;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.TerminalEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.EventLine;

/// The events of a decision's boundary, then one last entry that tells up to where the boundary was looked at.
final class SourcedEvents implements MessageStream<EventMessage> {
    private final Log log;
    private final EventLines lines;
    private final long[] positions;
    private final long size;
    private int next;
    private boolean terminated;
    private @Nullable Entry<EventMessage> peeked;
    private @Nullable Throwable error;

    /// @param positions of the events, ascending
    /// @param size of the log when they were looked up
    SourcedEvents(Log log, EventLines lines, long[] positions, long size) {
        this.log = log;
        this.lines = lines;
        this.positions = positions;
        this.size = size;
    }

    static Entry<EventMessage> entry(EventLines lines, EventLine line) {
        // A token tells the position to go on from.
        Context context =
                TrackingToken.addToContext(Context.empty(), new GlobalSequenceTrackingToken(line.position() + 1));
        return new SimpleEntry<>(lines.message(line), context);
    }

    @Override
    public synchronized Optional<Entry<EventMessage>> peek() {
        if (peeked == null && !isCompleted()) {
            peeked = next < positions.length ? event() : terminal();
        }
        return Optional.ofNullable(peeked);
    }

    private @Nullable Entry<EventMessage> event() {
        try {
            return entry(lines, log.line(positions[next]));
        } catch (RuntimeException e) {
            error = e;
            return null;
        }
    }

    private Entry<EventMessage> terminal() {
        return new SimpleEntry<>(
                TerminalEventMessage.INSTANCE,
                Context.with(ConsistencyMarker.RESOURCE_KEY, new GlobalIndexConsistencyMarker(size)));
    }

    @Override
    public synchronized Optional<Entry<EventMessage>> next() {
        Optional<Entry<EventMessage>> entry = peek();
        if (entry.isPresent()) {
            peeked = null;
            if (next < positions.length) {
                next++;
            } else {
                terminated = true;
            }
        }
        return entry;
    }

    @Override
    public void setCallback(Runnable callback) {
        // All there will ever be is available already.
        callback.run();
    }

    @Override
    public synchronized Optional<Throwable> error() {
        return Optional.ofNullable(error);
    }

    @Override
    public synchronized boolean isCompleted() {
        return terminated || error != null;
    }

    @Override
    public boolean hasNextAvailable() {
        return peek().isPresent();
    }

    @Override
    public synchronized void close() {
        terminated = true;
        peeked = null;
    }
}
