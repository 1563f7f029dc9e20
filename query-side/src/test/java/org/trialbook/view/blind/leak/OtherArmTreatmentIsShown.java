package org.trialbook.view.blind.leak;

import java.time.LocalDate;
import java.util.List;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.FoundDeviation;
import org.trialbook.event.OtherArmTreatment;
import org.trialbook.event.RuleEvent.FoundDeviationRecorded;
import org.trialbook.event.RuleEvent.OtherArmTreatmentRecorded;
import org.trialbook.view.blind.Deed;

/// What was found, and that there was something to find.
final class OtherArmTreatmentIsShown implements Leak {

    @Override
    public String imitates() {
        return "another arm's treatment is recorded as every finding is";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        return deeds.stream().map(OtherArmTreatmentIsShown::changed).toList();
    }

    private static Deed changed(Deed deed) {
        if (!(deed.event() instanceof OtherArmTreatmentRecorded found)) {
            return deed;
        }
        OtherArmTreatment treatment = found.treatment().opened();
        return deed.with(new FoundDeviationRecorded(
                found.study(),
                found.subject(),
                found.site(),
                new FoundDeviation("other-arm-treatment", null, treatment.lead()),
                LocalDate.of(2026, 3, 9),
                Sealed.of(found.note().opened())));
    }
}
