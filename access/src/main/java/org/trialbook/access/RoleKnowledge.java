package org.trialbook.access;

import java.util.Set;
import org.trialbook.protocol.SealedContent;

/// What the study's protocol lets a role know of what is sealed. It is asked anew for each request: an amendment may
/// have blinded somebody since the last one.
@FunctionalInterface
public interface RoleKnowledge {

    /// Nobody may know anything.
    RoleKnowledge NOTHING = role -> Set.of();

    Set<SealedContent> of(Role role);
}
