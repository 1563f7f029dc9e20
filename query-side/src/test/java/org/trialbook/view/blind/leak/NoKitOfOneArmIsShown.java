package org.trialbook.view.blind.leak;

import java.util.List;
import org.trialbook.event.ActRefused;
import org.trialbook.view.blind.Deed;

/// A site that is out of one arm's kits says of which.
final class NoKitOfOneArmIsShown implements Leak {

    @Override
    public String imitates() {
        return "who is refused a kit is told of which arm there is none";
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
                && refusal.equals("no-kit-at-hand"))) {
            return deed;
        }
        return deed.with(new ActRefused(study, act, subject, refusal, rule, hidden.opened(), hidden, true));
    }
}
