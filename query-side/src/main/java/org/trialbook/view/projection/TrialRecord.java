package org.trialbook.view.projection;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.trialbook.event.EventTypes;
import org.trialbook.event.UnknownEventException;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.TreeHash;

/// The record as views read it.
public interface TrialRecord {

    /// How many events there are.
    long size();

    /// @param position from 0, less than [#size]
    EventLine line(long position);

    /// The hash of the line's leaf in the tree.
    TreeHash leafHash(long position);

    /// How many events had been recorded at the instant, that instant included.
    long sizeAt(Instant instant);

    /// Makes sure that the record is still where it was read from, and reads on. A record that never changes has
    /// nothing to check.
    ///
    /// @throws RuntimeException when it is not
    default void confirm() {}

    /// Waits until there is an event after a position.
    ///
    /// @return false when there was none in time
    default boolean awaitBeyond(long position, Duration patience) throws InterruptedException {
        Thread.sleep(patience);
        return size() > position + 1;
    }

    /// How many events there are before the first that this release does not know; all, where it knows each.
    default long known() {
        return LongStream.range(0, size())
                .filter(position ->
                        !EventTypes.knows(line(position).type(), line(position).version()))
                .findFirst()
                .orElseGet(this::size);
    }

    /// Makes sure that this release knows the first `size` events: a view that went on behind one it doesn't know could
    /// say what is not so.
    ///
    /// @throws UnknownEventException naming the first that it doesn't know
    default void requireKnown(long size) {
        long known = known();
        if (known < size) {
            EventLine unknown = line(known);
            throw UnknownEventException.at(known, unknown.type(), unknown.version());
        }
    }

    /// The events of the trial from one position to before another, each seen through the lens.
    ///
    /// @throws UnknownEventException from the iteration, at one that this release does not know
    default Iterable<ProjectedEvent> events(long from, long to, UnaryOperator<ProjectedEvent> unsealing) {
        return () -> LongStream.range(from, to)
                .mapToObj(this::line)
                .flatMap(line -> ProjectedEvent.of(line).stream())
                .map(unsealing)
                .iterator();
    }
}
