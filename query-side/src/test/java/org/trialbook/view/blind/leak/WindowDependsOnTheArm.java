package org.trialbook.view.blind.leak;

import java.util.List;
import org.trialbook.event.SubjectEvent;
import org.trialbook.view.blind.Deed;

/// Days outside a window.
final class WindowDependsOnTheArm implements Leak {

    @Override
    public String imitates() {
        return "the visit's window is counted from what only one arm has";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        Arms arms = Arms.of(deeds);
        return deeds.stream().map(deed -> changed(deed, arms)).toList();
    }

    private static Deed changed(Deed deed, Arms arms) {
        if (!(deed.event()
                instanceof
                SubjectEvent.VisitDone(
                        var study,
                        var subject,
                        var site,
                        var visit,
                        var day,
                        var window,
                        int outside))) {
            return deed;
        }
        return deed.with(new SubjectEvent.VisitDone(
                study, subject, site, visit, day, window, outside + (arms.conduction(deed.event()) ? 1 : 0)));
    }
}
