package org.trialbook.view.blind.leak;

import java.util.List;
import org.trialbook.view.blind.Deed;

/// The server's time is open.
final class RecordedLaterInOneArm implements Leak {

    @Override
    public String imitates() {
        return "what seals takes longer for one arm, and the time of recording shows it";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        Arms arms = Arms.of(deeds);
        return deeds.stream()
                .map(deed -> arms.conduction(deed.event()) ? deed.after(deed.pause() + 1) : deed)
                .toList();
    }
}
