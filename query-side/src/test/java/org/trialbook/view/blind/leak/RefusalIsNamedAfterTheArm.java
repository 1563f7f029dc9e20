package org.trialbook.view.blind.leak;

import java.util.List;
import org.trialbook.event.ActRefused;
import org.trialbook.view.blind.Deed;

/// The name of a refusal.
final class RefusalIsNamedAfterTheArm implements Leak {

    @Override
    public String imitates() {
        return "each arm has a refusal of its own";
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
        return deed.with(new ActRefused(
                study, act, subject, "reason-not-of-" + hidden.opened().get("arm"), rule, evidence, hidden, shown));
    }
}
