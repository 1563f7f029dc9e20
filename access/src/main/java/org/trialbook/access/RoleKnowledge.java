package org.trialbook.access;

import java.util.Set;
import org.trialbook.protocol.CoreLabResults;
import org.trialbook.protocol.SealedContent;

/// What the study's protocol lets a role know of what is sealed. It is asked anew for each request: an amendment may
/// have blinded somebody since the last one.
@FunctionalInterface
public interface RoleKnowledge {

    /// Nobody may know anything.
    RoleKnowledge NOTHING = role -> Set.of();

    Set<SealedContent> of(Role role);

    /// What the role is told of the core laboratory's results: what each of these tells; nothing where there is none.
    default Set<CoreLabResults> results(Role role) {
        return Set.of();
    }
}
