package org.trialbook.view.blind.leak;

import java.util.List;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent;
import org.trialbook.view.blind.Deed;

/// The code under which a recording is read.
final class ReadCodeBeginsWithTheArm implements Leak {

    @Override
    public String imitates() {
        return "codes are drawn from one range for each arm";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        Arms arms = Arms.of(deeds);
        return deeds.stream().map(deed -> changed(deed, arms)).toList();
    }

    private static Deed changed(Deed deed, Arms arms) {
        if (!(deed.event()
                instanceof
                ReadingEvent.ReadRegistered(
                        var study,
                        var read,
                        var subject,
                        var site,
                        var visit,
                        var modality,
                        var media,
                        var hash))) {
            return deed;
        }
        return deed.with(new ReadingEvent.ReadRegistered(
                study,
                new ReadCode("R-" + (arms.conduction(deed.event()) ? "C" : "B")
                        + read.value().substring(3)),
                subject,
                site,
                visit,
                modality,
                media,
                hash));
    }
}
