package org.trialbook.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.trialbook.event.EventTag;
import org.trialbook.event.EventTypes;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.TreeHash;
import org.trialbook.store.Log;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.TrialRecord;

/// The record, read from the verified log.
final class RecordOfLog implements TrialRecord {

    /// A subject's events, and the protocol's versions, are asked for by many questions in a row.
    private static final int DECODED = 2_000;

    private final Log log;
    private final Cache<Long, Optional<ProjectedEvent>> decoded =
            Caffeine.newBuilder().maximumSize(DECODED).build();

    RecordOfLog(Log log) {
        this.log = log;
    }

    @Override
    public long size() {
        return log.size();
    }

    @Override
    public long known() {
        return log.firstBut(EventTypes::knows).orElseGet(log::size);
    }

    @Override
    public EventLine line(long position) {
        return log.line(position);
    }

    @Override
    public Optional<ProjectedEvent> event(long position) {
        return decoded.get(position, TrialRecord.super::event);
    }

    @Override
    public TreeHash leafHash(long position) {
        return log.leafHash(position);
    }

    @Override
    public long sizeAt(Instant instant) {
        return log.positionAt(instant);
    }

    @Override
    public long[] withTag(EventTag tag, long size) {
        long[] positions = log.positionsWithTag(tag.key(), tag.value());
        int within = Arrays.binarySearch(positions, size);
        return Arrays.copyOf(positions, within < 0 ? -within - 1 : within);
    }

    @Override
    public long[] ofTypes(Set<String> types, long from, long to) {
        return log.positionsOf(types, from, to);
    }

    @Override
    public List<ProjectedEvent> events(long[] positions, Set<String> types, UnaryOperator<ProjectedEvent> unsealing) {
        return lines(positions).stream()
                .filter(line -> types.contains(line.type()))
                .flatMap(line -> ProjectedEvent.of(line).stream())
                .map(unsealing)
                .toList();
    }

    /// Where most positions are wanted, they are read ahead; a few here and there, one by one.
    private List<EventLine> lines(long[] positions) {
        int count = positions.length;
        return count > 0 && positions[count - 1] - positions[0] < 4L * count
                ? log.lines(positions)
                : Arrays.stream(positions).mapToObj(log::line).toList();
    }

    @Override
    public void confirm() {
        log.confirm();
    }

    @Override
    public boolean awaitBeyond(long position, Duration patience) throws InterruptedException {
        return log.awaitBeyond(position, patience);
    }
}
