package org.trialbook.view.blind.leak;

import java.util.Set;
import org.trialbook.access.Role;
import org.trialbook.access.RoleKnowledge;
import org.trialbook.protocol.SealedContent;
import org.trialbook.view.blind.GeneratedTrial;
import org.trialbook.view.blind.History;

/// What a role may know, remembered without the role.
final class BlindBySomebodyElsesRole implements Leak {

    @Override
    public String imitates() {
        return "what a role may know is remembered without the role, and an investigator asked first";
    }

    @Override
    public GeneratedTrial.Differing differing() {
        return GeneratedTrial.Differing.WITHHELD;
    }

    @Override
    public RoleKnowledge knowledge(RoleKnowledge right, History history) {
        Set<SealedContent> first = right.of(Role.INVESTIGATOR);
        return role -> first;
    }
}
