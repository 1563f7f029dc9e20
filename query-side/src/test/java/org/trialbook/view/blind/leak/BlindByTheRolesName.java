package org.trialbook.view.blind.leak;

import org.trialbook.access.Role;
import org.trialbook.access.RoleKnowledge;
import org.trialbook.protocol.BlindingPlan;
import org.trialbook.view.blind.GeneratedTrial;
import org.trialbook.view.blind.History;
import org.trialbook.view.blind.KindOfBlinding;

/// Who is blind by the role's name, as before protocols said it.
final class BlindByTheRolesName implements Leak {

    @Override
    public String imitates() {
        return "an investigator of a double-blind trial counts what is withheld, as those of single-blind trials do";
    }

    @Override
    public KindOfBlinding blinding() {
        return KindOfBlinding.DOUBLE_BLIND;
    }

    @Override
    public GeneratedTrial.Differing differing() {
        return GeneratedTrial.Differing.WITHHELD;
    }

    @Override
    public RoleKnowledge knowledge(RoleKnowledge right, History history) {
        return (Role role) -> BlindingPlan.UNPUBLISHED.known(role.storedName());
    }
}
