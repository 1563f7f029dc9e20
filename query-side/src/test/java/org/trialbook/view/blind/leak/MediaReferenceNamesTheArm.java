package org.trialbook.view.blind.leak;

import java.util.List;
import org.trialbook.event.ReadingEvent;
import org.trialbook.view.blind.Deed;

/// Where the recording lies.
final class MediaReferenceNamesTheArm implements Leak {

    @Override
    public String imitates() {
        return "the archive keeps a folder for each arm";
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
                study, read, subject, site, visit, modality, arms.of(deed.event()) + "/" + media, hash));
    }
}
