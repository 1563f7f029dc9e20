package org.trialbook.view.blind.leak;

import org.trialbook.access.PublishedKnowledge;
import org.trialbook.access.RoleKnowledge;
import org.trialbook.event.EventJson;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.ledger.EventLine;
import org.trialbook.protocol.Protocols;
import org.trialbook.view.blind.GeneratedTrial;
import org.trialbook.view.blind.History;
import org.trialbook.view.blind.KindOfBlinding;

/// Who is blind by the version in force, which an amendment may have opened.
final class BlindByTheNewestVersion implements Leak {

    @Override
    public String imitates() {
        return "an amendment of the kind that old records may hold lets those know whom an earlier version blinds";
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
        long[] published = history.log().positionsOf(PublishedKnowledge.PUBLISHED);
        EventLine newest = history.log().line(published[published.length - 1]);
        ProtocolPublished version =
                (ProtocolPublished) EventJson.read(newest.type(), newest.version(), newest.payload());
        return role -> Protocols.of(version).blinding().known(role.storedName());
    }
}
