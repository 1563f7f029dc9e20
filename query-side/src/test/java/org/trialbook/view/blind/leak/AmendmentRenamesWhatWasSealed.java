package org.trialbook.view.blind.leak;

import java.util.ArrayList;
import java.util.List;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.view.blind.Deed;

/// An amendment with another name for a form.
final class AmendmentRenamesWhatWasSealed implements Leak {

    @Override
    public String imitates() {
        return "a form gets another name, and with it loses its marks";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        List<Deed> changed = new ArrayList<>();
        boolean amended = false;
        for (Deed deed : deeds) {
            amended |= deed.event() instanceof ProtocolPublished published
                    && published.protocolVersion().equals("2");
            changed.add(amended ? renamed(deed) : deed);
        }
        return changed;
    }

    private static Deed renamed(Deed deed) {
        return deed.event()
                                instanceof
                                AssessmentRecorded(
                                        var study,
                                        var subject,
                                        var site,
                                        var visit,
                                        var form,
                                        var _,
                                        var on,
                                        var _,
                                        var revealing,
                                        var _,
                                        var _)
                        && form.equals("device")
                        && revealing != null
                ? deed.with(new AssessmentRecorded(
                        study, subject, site, visit, "device-check", on, revealing.opened(), null))
                : deed;
    }
}
