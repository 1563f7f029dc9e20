package org.trialbook.view.blind.leak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.trialbook.event.Correction;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.view.blind.Deed;
import org.trialbook.view.projection.Story;

/// What the version in force marks, and what an earlier one did.
final class AmendmentOpensACorrection implements Leak {

    private static final ProtocolPublished OPENING = new ProtocolPublished(
            Story.STUDY, "2", "00".repeat(32), Story.hotCrt().replace("        reveals-the-arm: true\n", ""));

    @Override
    public String imitates() {
        return "an amendment that unmarks an item opens the corrections of what was recorded sealed";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        List<Deed> amended = new ArrayList<>();
        for (Deed deed : deeds) {
            if (deed.event() instanceof ValueCorrected corrected
                    && corrected.correction() == null
                    && corrected.revealing() != null) {
                if (amended.stream().noneMatch(earlier -> earlier.event().equals(OPENING))) {
                    amended.add(deeds.getFirst().with(OPENING));
                }
                amended.add(deed.with(inTheOpen(corrected, corrected.revealing().opened())));
            } else {
                amended.add(deed);
            }
        }
        return amended;
    }

    private static ValueCorrected inTheOpen(ValueCorrected corrected, Correction correction) {
        return new ValueCorrected(
                corrected.study(),
                corrected.subject(),
                corrected.site(),
                corrected.visit(),
                corrected.form(),
                corrected.key(),
                correction,
                null,
                Map.of(),
                null);
    }
}
