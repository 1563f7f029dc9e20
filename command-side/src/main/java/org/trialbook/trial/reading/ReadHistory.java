package org.trialbook.trial.reading;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.ReadingBatchOpened;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocols;

/// What happened to reads, by its place in the record: a boundary that grows as it tells of more finds an event
/// twice, or a later one first.
public final class ReadHistory implements Fold {
    private final Predicate<TrialEvent> counts;
    private final SortedMap<Long, TrialEvent> events = new TreeMap<>();
    private @Nullable Protocol protocol;
    private @Nullable Recordings recordings;

    private ReadHistory(Predicate<TrialEvent> counts) {
        this.counts = counts;
    }

    /// Of one recording: batches are nothing to it.
    static ReadHistory ofRecording() {
        return new ReadHistory(event -> event instanceof ReadingEvent);
    }

    /// Of every read of the study: media are nothing to who reads what.
    static ReadHistory ofEveryRead() {
        return new ReadHistory(event -> event instanceof ReadingBatchOpened
                || (event instanceof ReadingEvent && !(event instanceof ReadingEvent.MediaAttached)));
    }

    @Override
    public void apply(RecordedEvent recorded) {
        if (recorded.event() instanceof ProtocolPublished published) {
            protocol = Protocols.of(published);
        } else if (counts.test(recorded.event())) {
            events.put(recorded.position(), recorded.event());
            recordings = null;
        }
    }

    /// The version in force; empty before the first.
    Optional<Protocol> protocol() {
        return Optional.ofNullable(protocol);
    }

    /// What it comes to. A decision may go on from it.
    Recordings recordings() {
        if (recordings == null) {
            recordings = Recordings.of(events.values());
        }
        return recordings;
    }
}
