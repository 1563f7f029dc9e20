package org.trialbook.view.blind.leak;

import java.util.List;
import org.trialbook.event.SubjectEvent;
import org.trialbook.view.blind.Deed;

/// Who learned an arm is open; what they learned is not.
final class RecipientIsToldInClear implements Leak {

    @Override
    public String imitates() {
        return "the recipient of an emergency unblinding is noted with what was said";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        Arms arms = Arms.of(deeds);
        return deeds.stream().map(deed -> changed(deed, arms)).toList();
    }

    private static Deed changed(Deed deed, Arms arms) {
        if (!(deed.event()
                instanceof
                SubjectEvent.SubjectUnblinded(
                        var study,
                        var subject,
                        var site,
                        int number,
                        var kind,
                        var reason,
                        var recipient,
                        var envelope,
                        var day,
                        var note))) {
            return deed;
        }
        return deed.with(new SubjectEvent.SubjectUnblinded(
                study,
                subject,
                site,
                number,
                kind,
                reason,
                recipient + ": " + arms.of(deed.event()),
                envelope,
                day,
                note));
    }
}
