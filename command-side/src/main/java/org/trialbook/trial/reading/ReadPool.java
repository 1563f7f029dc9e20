package org.trialbook.trial.reading;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.ReadingBatchOpened;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocols;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.StudyWide;

/// Every read of the study: who has which, and which nobody has. Media are nothing to who reads what.
public final class ReadPool extends StudyWide {
    private static final Boundary EVERY_READ = Boundary.none()
            .andTypes(ProtocolPublished.class)
            .andTypes(ReadingEvent.ReadRegistered.class)
            .andTypes(ReadingEvent.FurtherReadRegistered.class)
            .andTypes(ReadingEvent.ReadAssigned.class)
            .andTypes(ReadingEvent.ReadReleased.class)
            .andTypes(ReadingEvent.ReadSubmitted.class)
            .andTypes(ReadingEvent.RecordingTakenBack.class)
            .andTypes(ReadingBatchOpened.class);

    private Recordings recordings = new Recordings();
    private @Nullable Protocol protocol;

    @Override
    public Boundary boundary() {
        return EVERY_READ;
    }

    @Override
    public boolean sameForAll() {
        return true;
    }

    @Override
    protected StudyWide empty() {
        return new ReadPool();
    }

    @Override
    protected void goOnFrom(StudyWide earlier) {
        ReadPool known = (ReadPool) earlier;
        recordings = known.recordings.copy();
        protocol = known.protocol;
    }

    @Override
    protected void take(RecordedEvent recorded) {
        switch (recorded.event()) {
            case ProtocolPublished published -> protocol = Protocols.of(published);
            case ReadingEvent.MediaAttached _ -> {}
            default -> recordings.apply(recorded.event());
        }
    }

    /// The version in force; empty before the first.
    Optional<Protocol> protocol() {
        return Optional.ofNullable(protocol);
    }

    /// A decision may go on from them.
    Recordings recordings() {
        return recordings;
    }
}
