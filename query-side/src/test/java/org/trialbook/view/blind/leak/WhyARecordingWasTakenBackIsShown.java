package org.trialbook.view.blind.leak;

import java.util.List;
import org.trialbook.event.ReadingEvent.RecordingTakenBack;
import org.trialbook.view.blind.Deed;

/// Why a recording does not count, beside its event.
final class WhyARecordingWasTakenBackIsShown implements Leak {

    @Override
    public String imitates() {
        return "why a recording was taken back stands in its line, where reasons that tell nothing stand";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        return deeds.stream()
                .map(deed -> deed.event() instanceof RecordingTakenBack taken
                        ? deed.because(taken.because().opened())
                        : deed)
                .toList();
    }
}
