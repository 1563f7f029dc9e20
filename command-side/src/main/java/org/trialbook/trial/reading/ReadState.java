package org.trialbook.trial.reading;

import org.jspecify.annotations.Nullable;
import org.trialbook.event.EventTag;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocols;
import org.trialbook.trial.act.Boundary;

/// How far a read is.
///
/// @param modality null: not registered
/// @param reader null: not assigned
public record ReadState(
        @Nullable Protocol protocol,
        @Nullable String modality,
        @Nullable String reader,
        boolean submitted) {

    static ReadState empty() {
        return new ReadState(null, null, null, false);
    }

    static Boundary boundary(ReadCode read) {
        return Boundary.none()
                .andTagged(new EventTag(EventTag.READ, read.value()))
                .andTypes(ProtocolPublished.class);
    }

    ReadState evolve(TrialEvent event) {
        return switch (event) {
            case ProtocolPublished published -> new ReadState(Protocols.of(published), modality, reader, submitted);
            case ReadingEvent reading ->
                switch (reading) {
                    case ReadingEvent.ReadRegistered registered ->
                        new ReadState(protocol, registered.modality(), reader, submitted);
                    case ReadingEvent.ReadAssigned assigned ->
                        new ReadState(protocol, modality, assigned.reader(), submitted);
                    case ReadingEvent.ReadSubmitted ignored -> new ReadState(protocol, modality, reader, true);
                    case ReadingEvent.FurtherReadRegistered further ->
                        new ReadState(protocol, further.modality(), reader, submitted);
                    case ReadingEvent.ReadReleased ignored -> new ReadState(protocol, modality, null, submitted);
                    case ReadingEvent.MediaAttached ignored -> this;
                };
            default -> this;
        };
    }
}
