package org.trialbook.view.blind.leak;

import java.util.List;
import org.trialbook.event.SubjectEvent;
import org.trialbook.view.blind.Deed;

/// A line's reason is open.
final class ReasonTextNamesTheArm implements Leak {

    @Override
    public String imitates() {
        return "the reason of an act is filled in from what is sealed";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        Arms arms = Arms.of(deeds);
        return deeds.stream()
                .map(deed -> deed.event() instanceof SubjectEvent.SubjectRandomized
                        ? deed.because("allocated to " + arms.of(deed.event()))
                        : deed)
                .toList();
    }
}
