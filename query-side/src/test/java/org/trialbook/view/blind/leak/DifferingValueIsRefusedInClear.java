package org.trialbook.view.blind.leak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ActRefused;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.view.blind.Deed;

/// What the refusal of a correction names.
final class DifferingValueIsRefusedInClear implements Leak {

    @Override
    public String imitates() {
        return "somebody who mistakes a sealed answer is refused with the answer as it stands";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        List<Deed> refused = new ArrayList<>();
        for (Deed deed : deeds) {
            if (deed.event() instanceof ValueCorrected corrected
                    && corrected.correction() == null
                    && corrected.revealing() != null) {
                refused.add(deed.with(new ActRefused(
                        corrected.study(),
                        "correct-value",
                        corrected.subject(),
                        "form-reveals-the-arm",
                        "A correction names the value it replaces, as it stands in the record now.",
                        Map.of(
                                "current",
                                String.valueOf(corrected.revealing().opened().from())),
                        Sealed.of(Map.of()),
                        true)));
            }
            refused.add(deed);
        }
        return refused;
    }
}
