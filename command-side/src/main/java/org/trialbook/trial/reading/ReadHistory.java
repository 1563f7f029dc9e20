package org.trialbook.trial.reading;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.ReadingBatchOpened;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocols;

/// What happened to reads, as a decision sources it: one link for each event, so that adding one costs the same however
/// many there are. A decision makes [Recordings] of it once.
///
/// @param protocol in force
/// @param newest null before the first event
public record ReadHistory(
        @Nullable Protocol protocol, @Nullable Link newest) {

    record Link(@Nullable Link earlier, TrialEvent event) {}

    static ReadHistory empty() {
        return new ReadHistory(null, null);
    }

    ReadHistory evolve(TrialEvent event) {
        return switch (event) {
            case ProtocolPublished published -> new ReadHistory(Protocols.of(published), newest);
            case ReadingEvent _, ReadingBatchOpened _ -> new ReadHistory(protocol, new Link(newest, event));
            default -> this;
        };
    }

    Recordings recordings() {
        Deque<TrialEvent> events = new ArrayDeque<>();
        for (Link link = newest; link != null; link = link.earlier()) {
            events.addFirst(link.event());
        }
        return Recordings.of(events);
    }
}
