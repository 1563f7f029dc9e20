package org.trialbook.view.blind.leak;

import java.util.List;
import org.trialbook.event.SubjectEvent;
import org.trialbook.view.blind.Deed;

/// The stratum is open, and a tag.
final class StratumNamesTheArm implements Leak {

    @Override
    public String imitates() {
        return "the stratum is taken from the allocation list, whose column holds both";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        return deeds.stream().map(deed -> changed(deed)).toList();
    }

    private static Deed changed(Deed deed) {
        if (!(deed.event()
                instanceof
                SubjectEvent.SubjectRandomized(
                        var study,
                        var subject,
                        var site,
                        var day,
                        var stratum,
                        int number,
                        var arm))) {
            return deed;
        }
        return deed.with(new SubjectEvent.SubjectRandomized(
                study, subject, site, day, stratum + ";arm=" + arm.opened(), number, arm));
    }
}
