package org.trialbook.casebook;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.BlindingPlan;
import org.trialbook.protocol.CoreLabResults;
import org.trialbook.protocol.Protocols;
import org.trialbook.protocol.SealedContent;

/// Who is blind in a study, folded from the versions of its protocol. A role may know what every version so far
/// lets it know: an amendment can blind somebody, and tells nobody what they were not to know before.
public final class StudyBlinding {

    /// Nothing is published.
    public static final StudyBlinding NONE = new StudyBlinding(null, null, BlindingPlan.UNPUBLISHED);

    private final @Nullable StudyBlinding before;
    /// The first version's plan; null while none is published.
    private final @Nullable BlindingPlan first;
    private final BlindingPlan inForce;

    private StudyBlinding(@Nullable StudyBlinding before, @Nullable BlindingPlan first, BlindingPlan inForce) {
        this.before = before;
        this.first = first;
        this.inForce = inForce;
    }

    /// Who is blind after one more event.
    public StudyBlinding after(TrialEvent event) {
        return event instanceof ProtocolPublished published
                ? and(Protocols.of(published).blinding())
                : this;
    }

    /// Who is blind after one more version of the protocol.
    public StudyBlinding and(BlindingPlan version) {
        return new StudyBlinding(first == null ? null : this, first == null ? version : first, version);
    }

    /// Whether a version of the protocol is published.
    public boolean published() {
        return first != null;
    }

    /// What the role may know, by all versions so far.
    public Set<SealedContent> known(String role) {
        Set<SealedContent> known = EnumSet.noneOf(SealedContent.class);
        known.addAll(inForce.known(role));
        if (before != null) {
            known.retainAll(before.known(role));
        }
        return known;
    }

    /// What the role is told of the core laboratory's results: what each of these tells, one for each way in
    /// which a version so far has put it; nothing of a role that some version does not name.
    public Set<CoreLabResults> results(String role) {
        Set<CoreLabResults> results = before == null ? new LinkedHashSet<>() : before.results(role);
        if (!inForce.names(role) || (before != null && results.isEmpty())) {
            return new LinkedHashSet<>();
        }
        results.add(inForce.results(role));
        return results;
    }

    /// Whether the role may know, by all versions so far.
    public boolean mayKnow(String role, SealedContent content) {
        return known(role).contains(content);
    }

    /// Whether the role must not know an arm.
    public boolean blinded(String role) {
        return !mayKnow(role, SealedContent.ALLOCATION);
    }

    /// Whether the role might ever have known: what somebody was shown before an amendment blinded them is no
    /// breach.
    public boolean everMightKnow(String role, SealedContent content) {
        return (first == null ? inForce : first).known(role).contains(content);
    }
}
