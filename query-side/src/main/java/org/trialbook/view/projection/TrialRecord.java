package org.trialbook.view.projection;

import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
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

    /// The known events from one position to before another, each seen through the lens.
    default Iterable<RecordedEvent> events(long from, long to, UnaryOperator<RecordedEvent> lens) {
        return () -> LongStream.range(from, to)
                .mapToObj(this::line)
                .flatMap(line -> RecordedEvent.of(line).stream())
                .map(lens)
                .iterator();
    }
}
