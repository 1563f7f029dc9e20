package org.trialbook.view.blind.leak;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.trialbook.event.ActRefused;
import org.trialbook.event.SubjectEvent;
import org.trialbook.view.blind.Deed;

/// How many of a cap are in one arm.
final class CapCountsOneArm implements Leak {

    @Override
    public String imitates() {
        return "a cap's refusal tells how many of those who fill it are in one arm";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        List<Deed> recorded = new ArrayList<>();
        int inOneArm = 0;
        for (Deed deed : deeds) {
            if (deed.event() instanceof SubjectEvent.SubjectRandomized randomized
                    && randomized.arm().opened().value().equals("CSP")) {
                inOneArm++;
            }
            recorded.add(counting(deed, inOneArm));
        }
        return recorded;
    }

    private static Deed counting(Deed deed, int inOneArm) {
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
                && refusal.endsWith("-cap-reached"))) {
            return deed;
        }
        TreeMap<String, String> more = new TreeMap<>(evidence);
        more.put("randomized", String.valueOf(inOneArm));
        return deed.with(new ActRefused(study, act, subject, refusal, rule, more, hidden, shown));
    }
}
