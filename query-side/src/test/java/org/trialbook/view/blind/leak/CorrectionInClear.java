package org.trialbook.view.blind.leak;

import java.util.List;
import java.util.Map;
import org.trialbook.event.FormEvent;
import org.trialbook.view.blind.Deed;

/// A correction of what is sealed.
final class CorrectionInClear implements Leak {

    @Override
    public String imitates() {
        return "a correction is not asked whether its item reveals the arm";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        return deeds.stream().map(deed -> changed(deed)).toList();
    }

    private static Deed changed(Deed deed) {
        if (!(deed.event()
                        instanceof
                        FormEvent.ValueCorrected(
                                var study,
                                var subject,
                                var site,
                                var visit,
                                var form,
                                var key,
                                var correction,
                                var revealing,
                                var _,
                                var _)
                && revealing != null)) {
            return deed;
        }
        return deed.with(new FormEvent.ValueCorrected(
                study, subject, site, visit, form, key, revealing.opened(), null, Map.of(), null));
    }
}
