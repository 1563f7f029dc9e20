package org.trialbook.view.blind.leak;

import java.util.ArrayList;
import java.util.List;
import org.trialbook.event.SubjectEvent;
import org.trialbook.view.blind.Deed;

/// How many events there are is open.
final class OneEventMoreInOneArm implements Leak {

    @Override
    public String imitates() {
        return "one arm's device check is recorded as a visit of its own";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        Arms arms = Arms.of(deeds);
        List<Deed> more = new ArrayList<>();
        for (Deed deed : deeds) {
            more.add(deed);
            if (deed.event() instanceof SubjectEvent.SubjectRandomized && arms.conduction(deed.event())) {
                more.add(deed);
            }
        }
        return more;
    }
}
