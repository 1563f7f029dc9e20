package org.trialbook.casebook;

import java.util.ArrayList;
import java.util.List;
import org.trialbook.casebook.VersionsInForce.Since;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectEvent.ConsentSigned;
import org.trialbook.event.SubjectEvent.SubjectMovedToVersion;

/// What of a subject's course says which version of the protocol holds for it; [VersionsInForce] says which. It
/// never changes, so that a view can hold it.
///
/// @param consentedAt where its consent stands in the record, from 0; -1 before
/// @param moves the versions to which it was moved by acts of its own
public record OwnVersion(long consentedAt, List<Since> moves) {

    /// Of somebody of whom nothing is recorded.
    public static final OwnVersion NONE = new OwnVersion(-1, List.of());

    /// @param position the event's place in the record
    public OwnVersion after(SubjectEvent event, long position) {
        return switch (event) {
            case ConsentSigned _ when consentedAt < 0 -> new OwnVersion(position, moves);
            case SubjectMovedToVersion e -> {
                List<Since> all = new ArrayList<>(moves);
                all.add(new Since(e.protocolVersion(), position, true));
                yield new OwnVersion(consentedAt, List.copyOf(all));
            }
            default -> this;
        };
    }
}
