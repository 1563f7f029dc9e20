package org.trialbook.trial.reading;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocols;
import org.trialbook.protocol.Seals;

/// What happened to the reads of one recording, by its place in the record: a boundary that grows as it tells of more
/// finds an event
/// twice, or a later one first.
public final class ReadHistory implements Fold {
    private final SortedMap<Long, TrialEvent> events = new TreeMap<>();
    private @Nullable Protocol protocol;
    private Seals seals = Seals.NONE;
    private @Nullable Recordings recordings;

    @Override
    public void apply(RecordedEvent recorded) {
        if (recorded.event() instanceof ProtocolPublished published) {
            protocol = Protocols.of(published);
            seals = seals.after(published);
        } else if (recorded.event() instanceof ReadingEvent) {
            events.put(recorded.position(), recorded.event());
            recordings = null;
        }
    }

    /// The version in force; empty before the first.
    Optional<Protocol> protocol() {
        return Optional.ofNullable(protocol);
    }

    /// What of the answers is sealed, by all versions.
    Seals seals() {
        return seals;
    }

    /// What it comes to. A decision may go on from it.
    Recordings recordings() {
        if (recordings == null) {
            recordings = Recordings.of(events.values());
        }
        return recordings;
    }
}
