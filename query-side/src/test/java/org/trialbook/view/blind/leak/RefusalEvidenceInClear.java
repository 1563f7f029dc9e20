package org.trialbook.view.blind.leak;

import java.util.List;
import org.trialbook.event.ActRefused;
import org.trialbook.view.blind.Deed;

/// What a refusal rests on.
final class RefusalEvidenceInClear implements Leak {

    @Override
    public String imitates() {
        return "a refusal's evidence holds the arm beside the reason";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        return deeds.stream().map(deed -> changed(deed)).toList();
    }

    private static Deed changed(Deed deed) {
        if (!(deed.event()
                        instanceof
                        ActRefused(
                                var study,
                                var act,
                                var subject,
                                var refusal,
                                var rule,
                                var evidence,
                                var hidden,
                                boolean shown)
                && act.equals("randomize"))) {
            return deed;
        }
        return deed.with(new ActRefused(study, act, subject, refusal, rule, hidden.opened(), hidden, shown));
    }
}
