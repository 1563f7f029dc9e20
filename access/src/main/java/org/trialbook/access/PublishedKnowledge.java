package org.trialbook.access;

import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.trialbook.casebook.StudyBlinding;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTypes;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.protocol.CoreLabResults;
import org.trialbook.protocol.Protocols;
import org.trialbook.protocol.SealedContent;

/// What the versions of the protocol in a verified record let a role know, up to the newest one there.
public final class PublishedKnowledge implements RoleKnowledge {

    /// The stored name of the event that publishes a version.
    public static final String PUBLISHED =
            EventTypes.nameOf(ProtocolPublished.class).qualified();

    private final Supplier<long[]> positions;
    private final LongFunction<EventLine> line;
    private volatile Folded folded = new Folded(0, StudyBlinding.NONE, false);

    /// @param positions of all versions in the record, ascending
    /// @param line the line at a position
    public PublishedKnowledge(Supplier<long[]> positions, LongFunction<EventLine> line) {
        this.positions = positions;
        this.line = line;
    }

    /// @param versions how many were published
    /// @param practice whether the first of them says that the study is only for practice
    private record Folded(int versions, StudyBlinding blinding, boolean practice) {}

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
        return folded().blinding();
    }

    /// Whether the study was opened as one for practice.
    public boolean practice() {
        return folded().practice();
    }

    private Folded folded() {
        long[] published = positions.get();
        Folded known = folded;
        if (known.versions() == published.length) {
            return known;
        }
        StudyBlinding blinding = known.blinding();
        boolean practice = known.practice();
        for (int i = known.versions(); i < published.length; i++) {
            EventLine version = line.apply(published[i]);
            TrialEvent event = EventJson.read(version.type(), version.version(), version.payload());
            blinding = blinding.after(event);
            if (i == 0 && event instanceof ProtocolPublished first) {
                practice = Protocols.of(first).practice();
            }
        }
        Folded now = new Folded(published.length, blinding, practice);
        folded = now;
        return now;
    }
}
