package org.trialbook.view.blind.leak;

import java.util.List;
import org.trialbook.event.SubjectEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.view.blind.Deed;

/// Another implanter for each arm.
final class ActorDependsOnTheArm implements Leak {

    @Override
    public String imitates() {
        return "the second implanter does all of one arm, and the act is told to everybody";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        Arms arms = Arms.of(deeds);
        return deeds.stream()
                .map(deed -> deed.event() instanceof SubjectEvent.ImplantAttempted && arms.conduction(deed.event())
                        ? deed.by(new EventLine.Actor("implanter-2@01", "Petra Pohl", "implanter", "01"))
                        : deed)
                .toList();
    }
}
