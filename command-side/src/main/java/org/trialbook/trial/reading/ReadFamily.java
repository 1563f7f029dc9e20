package org.trialbook.trial.reading;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.trialbook.event.EventTag;
import org.trialbook.event.ReadCode;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.trial.act.Boundary;

/// The codes under which one recording is read, as far as they were known at this try of the act. What happens
/// to a read registered after that is within the boundary by the tag of the recording; what earlier releases
/// recorded of those that are known, and without that tag, by their codes.
///
/// @param recording the code under which it was registered
/// @param reads all of its codes, that one among them
public record ReadFamily(ReadCode recording, SortedSet<String> reads) {

    /// A read that has no relatives, or is not known at all.
    public static ReadFamily alone(ReadCode read) {
        return new ReadFamily(read, new TreeSet<>(Set.of(read.value())));
    }

    public Boundary boundary() {
        Boundary boundary =
                Boundary.none().andTypes(ProtocolPublished.class).andTagged(EventTag.ofRecording(recording));
        for (String read : reads) {
            boundary = boundary.andTagged(new EventTag(EventTag.READ, read));
        }
        return boundary;
    }
}
