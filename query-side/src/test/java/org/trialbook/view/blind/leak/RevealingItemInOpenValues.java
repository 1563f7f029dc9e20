package org.trialbook.view.blind.leak;

import java.util.List;
import java.util.Map;
import org.trialbook.event.FormEvent;
import org.trialbook.view.blind.Deed;

/// An item that the protocol marks.
final class RevealingItemInOpenValues implements Leak {

    @Override
    public String imitates() {
        return "the form's revealing items are recorded among the open ones";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        return deeds.stream().map(deed -> changed(deed)).toList();
    }

    private static Deed changed(Deed deed) {
        if (!(deed.event()
                        instanceof
                        FormEvent.AssessmentRecorded(
                                var study,
                                var subject,
                                var site,
                                var visit,
                                var form,
                                var key,
                                var day,
                                var values,
                                var revealing,
                                var _,
                                var keptSealed)
                && revealing != null)) {
            return deed;
        }
        return deed.with(new FormEvent.AssessmentRecorded(
                study, subject, site, visit, form, key, day, revealing.opened(), revealing, Map.of(), keptSealed));
    }
}
