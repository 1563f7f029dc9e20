package org.trialbook.view.blind.leak;

import java.util.List;
import org.trialbook.event.RuleEvent.RuleHitExcused;
import org.trialbook.view.blind.Deed;

/// What somebody excuses who knows the arm.
final class SealedExcuseIsOpen implements Leak {

    @Override
    public String imitates() {
        return "why somebody excuses a hit who knows the arm is recorded in the open";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        return deeds.stream()
                .map(deed -> deed.event() instanceof RuleHitExcused excused && excused.sealed() != null
                        ? deed.with(new RuleHitExcused(
                                excused.study(),
                                excused.subject(),
                                excused.site(),
                                excused.sealed().opened(),
                                null))
                        : deed)
                .toList();
    }
}
