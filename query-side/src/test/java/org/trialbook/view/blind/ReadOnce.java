package org.trialbook.view.blind;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.TreeHash;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.TrialRecord;

/// A record whose lines are parsed once: a walk folds the same few hundred events over and over.
final class ReadOnce implements TrialRecord {

    private final TrialRecord record;
    private final List<Optional<ProjectedEvent>> events = new ArrayList<>();

    ReadOnce(TrialRecord record) {
        this.record = record;
        for (long position = 0; position < record.size(); position++) {
            events.add(ProjectedEvent.of(record.line(position)));
        }
    }

    @Override
    public long size() {
        return record.size();
    }

    @Override
    public EventLine line(long position) {
        return record.line(position);
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
    public List<ProjectedEvent> events(long[] positions, Set<String> types, UnaryOperator<ProjectedEvent> unsealing) {
        return Arrays.stream(positions)
                .filter(position -> types.contains(line(position).type()))
                .mapToObj(position -> events.get(Math.toIntExact(position)))
                .flatMap(Optional::stream)
                .map(unsealing)
                .toList();
    }

    @Override
    public Iterable<ProjectedEvent> events(long from, long to, UnaryOperator<ProjectedEvent> unsealing) {
        return () -> events.subList(Math.toIntExact(from), Math.toIntExact(to)).stream()
                .flatMap(Optional::stream)
                .map(unsealing)
                .iterator();
    }
}
