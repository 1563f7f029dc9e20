package org.trialbook.view.projection;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.trialbook.event.EventTag;
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

    /// The event at a position, decoded; nothing where the log itself recorded something.
    ///
    /// @throws UnknownEventException at one that this release does not know
    default Optional<ProjectedEvent> event(long position) {
        return ProjectedEvent.of(line(position));
    }

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

    /// Positions of those among the first `size` events that bear the tag, ascending.
    default long[] withTag(EventTag tag, long size) {
        EventLine.Tag borne = new EventLine.Tag(tag.key(), tag.value());
        return LongStream.range(0, size)
                .filter(position -> line(position).tags().contains(borne))
                .toArray();
    }

    /// Positions of the events of some types, from one position to before another, ascending.
    ///
    /// @param types qualified stored names
    default long[] ofTypes(Set<String> types, long from, long to) {
        return LongStream.range(from, to)
                .filter(position -> types.contains(line(position).type()))
                .toArray();
    }

    /// The positions that stand in both lists; each ascending.
    static long[] both(long[] one, long[] other) {
        return Arrays.stream(one)
                .filter(position -> Arrays.binarySearch(other, position) >= 0)
                .toArray();
    }

    /// The events at the positions that are of one of the types, in that order, each seen through the lens. What
    /// is of another type is not decoded.
    ///
    /// @param positions ascending
    /// @param types qualified stored names
    default List<ProjectedEvent> events(long[] positions, Set<String> types, UnaryOperator<ProjectedEvent> unsealing) {
        return Arrays.stream(positions)
                .filter(position -> types.contains(line(position).type()))
                .mapToObj(this::event)
                .flatMap(Optional::stream)
                .map(unsealing)
                .toList();
    }

    /// The events of the trial from one position to before another, each seen through the lens.
    ///
    /// @throws UnknownEventException from the iteration, at one that this release does not know
    default Iterable<ProjectedEvent> events(long from, long to, UnaryOperator<ProjectedEvent> unsealing) {
        return () -> LongStream.range(from, to)
                .mapToObj(this::event)
                .flatMap(Optional::stream)
                .map(unsealing)
                .iterator();
    }
}
