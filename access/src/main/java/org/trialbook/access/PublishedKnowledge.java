package org.trialbook.access;

import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.trialbook.casebook.StudyBlinding;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTypes;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.ledger.EventLine;
import org.trialbook.protocol.CoreLabResults;
import org.trialbook.protocol.SealedContent;

/// What the versions of the protocol in a verified record let a role know, up to the newest one there.
public final class PublishedKnowledge implements RoleKnowledge {

    /// The stored name of the event that publishes a version.
    public static final String PUBLISHED =
            EventTypes.nameOf(ProtocolPublished.class).qualified();

    private final Supplier<long[]> positions;
    private final LongFunction<EventLine> line;
    private volatile Folded folded = new Folded(0, StudyBlinding.NONE);

    /// @param positions of all versions in the record, ascending
    /// @param line the line at a position
    public PublishedKnowledge(Supplier<long[]> positions, LongFunction<EventLine> line) {
        this.positions = positions;
        this.line = line;
    }

    /// @param versions how many were published
    private record Folded(int versions, StudyBlinding blinding) {}

    @Override
    public Set<SealedContent> of(Role role) {
        return blinding().known(role.storedName());
    }

    @Override
    public Set<CoreLabResults> results(Role role) {
        return blinding().results(role.storedName());
    }

    /// Who is blind by all versions so far.
    public StudyBlinding blinding() {
        long[] published = positions.get();
        Folded known = folded;
        if (known.versions() == published.length) {
            return known.blinding();
        }
        StudyBlinding blinding = known.blinding();
        for (int i = known.versions(); i < published.length; i++) {
            EventLine version = line.apply(published[i]);
            blinding = blinding.after(EventJson.read(version.type(), version.version(), version.payload()));
        }
        folded = new Folded(published.length, blinding);
        return blinding;
    }
}
