package org.trialbook.trial.reading;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.trialbook.event.EventTag;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.ReadingEvent.FurtherReadRegistered;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.Boundary;

/// The codes under which one recording is read, as far as they were known when the act arrived. A code that is
/// registered in between falls within the boundary, and the act is decided again.
///
/// @param recording the code under which it was registered
/// @param reads all of its codes, that one among them
public record ReadFamily(ReadCode recording, SortedSet<String> reads) {

    /// A read that has no relatives, or is not known at all.
    public static ReadFamily alone(ReadCode read) {
        return new ReadFamily(read, new TreeSet<>(Set.of(read.value())));
    }

    Boundary boundary() {
        Boundary boundary = Boundary.none()
                .andTypes(ProtocolPublished.class)
                .andTagged(new EventTag(EventTag.RECORDING, recording.value()));
        for (String read : reads) {
            boundary = boundary.andTagged(new EventTag(EventTag.READ, read));
        }
        return boundary;
    }

    /// Whether the event is about this recording.
    boolean concerns(TrialEvent event) {
        return !(event instanceof ReadingEvent reading)
                || reads.contains(reading.read().value())
                || reading instanceof FurtherReadRegistered further
                        && further.of().equals(recording);
    }
}
