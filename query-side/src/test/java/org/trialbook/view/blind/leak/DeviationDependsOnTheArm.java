package org.trialbook.view.blind.leak;

import java.util.List;
import org.trialbook.event.SubjectEvent;
import org.trialbook.view.blind.Deed;

/// What went otherwise.
final class DeviationDependsOnTheArm implements Leak {

    @Override
    public String imitates() {
        return "one arm's deviations have a code of their own";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        Arms arms = Arms.of(deeds);
        return deeds.stream().map(deed -> changed(deed, arms)).toList();
    }

    private static Deed changed(Deed deed, Arms arms) {
        if (!(deed.event()
                instanceof
                SubjectEvent.DeviationRecorded(var study, var subject, var site, var deviation, var day, var note))) {
            return deed;
        }
        return deed.with(new SubjectEvent.DeviationRecorded(
                study, subject, site, arms.conduction(deed.event()) ? "wrong-stratum" : "ineligible", day, note));
    }
}
