package org.trialbook.view.blind.leak;

import java.util.List;
import org.trialbook.event.SubjectEvent;
import org.trialbook.view.blind.Deed;

/// A number from the arm's own list.
final class RandomizationNumberDependsOnTheArm implements Leak {

    @Override
    public String imitates() {
        return "each arm counts for itself";
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
                study,
                subject,
                site,
                day,
                stratum,
                2 * number + (arm.opened().value().equals("CSP") ? 1 : 0),
                arm));
    }
}
