package org.trialbook.view.blind.leak;

import java.util.List;
import java.util.Map;
import org.trialbook.event.CorrectionEvent.AttemptCorrected;
import org.trialbook.event.CorrectionEvent.FactCorrected;
import org.trialbook.event.CourseFact;
import org.trialbook.view.blind.Deed;

/// That something of an attempt was corrected, and what.
final class CorrectedAttemptIsShown implements Leak {

    @Override
    public String imitates() {
        return "a correction of an attempt is recorded as one of its day is";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        return deeds.stream().map(CorrectedAttemptIsShown::changed).toList();
    }

    private static Deed changed(Deed deed) {
        return deed.event() instanceof AttemptCorrected attempt
                ? deed.with(new FactCorrected(
                        attempt.study(),
                        attempt.subject(),
                        attempt.site(),
                        CourseFact.IMPLANT,
                        null,
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        attempt.detail().opened().correction().because()))
                : deed;
    }
}
