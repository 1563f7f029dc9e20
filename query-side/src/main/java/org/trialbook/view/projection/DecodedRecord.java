package org.trialbook.view.projection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trialbook.event.EventTag;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.TreeHash;

/// A record that goes on no more, whose lines are decoded once and found by their tags: whoever asks everything of it
/// folds the same events over and over.
public final class DecodedRecord implements TrialRecord {
    private final TrialRecord record;
    private final List<Optional<ProjectedEvent>> events = new ArrayList<>();
    /// Positions, ascending.
    private final Map<EventLine.Tag, List<Long>> tagged = new HashMap<>();

    /// @throws org.trialbook.event.UnknownEventException at the first event that this release does not know
    public DecodedRecord(TrialRecord record) {
        this.record = record;
        for (long position = 0; position < record.size(); position++) {
            events.add(record.event(position));
        }
        for (long position = 0; position < record.size(); position++) {
            for (EventLine.Tag tag : record.line(position).tags()) {
                tagged.computeIfAbsent(tag, any -> new ArrayList<>()).add(position);
            }
        }
    }

    @Override
    public long size() {
        return record.size();
    }

    /// All: what it did not know, it refused when it was made.
    @Override
    public long known() {
        return size();
    }

    @Override
    public EventLine line(long position) {
        return record.line(position);
    }

    @Override
    public Optional<ProjectedEvent> event(long position) {
        return events.get(Math.toIntExact(position));
    }

    @Override
    public TreeHash leafHash(long position) {
        return record.leafHash(position);
    }

    @Override
    public long sizeAt(Instant instant) {
        return record.sizeAt(instant);
    }

    @Override
    public long[] withTag(EventTag tag, long size) {
        return tagged.getOrDefault(new EventLine.Tag(tag.key(), tag.value()), List.of()).stream()
                .mapToLong(Long::longValue)
                .takeWhile(position -> position < size)
                .toArray();
    }
}
