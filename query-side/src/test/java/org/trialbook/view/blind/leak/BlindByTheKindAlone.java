package org.trialbook.view.blind.leak;

import java.util.EnumSet;
import org.trialbook.access.Role;
import org.trialbook.access.RoleKnowledge;
import org.trialbook.protocol.SealedContent;
import org.trialbook.view.blind.GeneratedTrial;
import org.trialbook.view.blind.History;
import org.trialbook.view.blind.KindOfBlinding;

/// Open-label, taken for open to everybody at a site.
final class BlindByTheKindAlone implements Leak {

    @Override
    public String imitates() {
        return "in an open-label trial everybody at a site counts what is withheld, whoever the protocol names";
    }

    @Override
    public KindOfBlinding blinding() {
        return KindOfBlinding.OPEN_LABEL;
    }

    @Override
    public GeneratedTrial.Differing differing() {
        return GeneratedTrial.Differing.WITHHELD;
    }

    @Override
    public RoleKnowledge knowledge(RoleKnowledge right, History history) {
        return (Role role) -> role.atSite() ? EnumSet.allOf(SealedContent.class) : right.of(role);
    }
}
