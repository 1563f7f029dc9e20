package org.trialbook.view.blind.leak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.ItemValue;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.blind.Deed;

/// An amendment without marks.
final class AmendmentOpensWhatWasSealed implements Leak {

    @Override
    public String imitates() {
        return "what is sealed is asked of the newest version of the protocol alone";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        List<Deed> changed = new ArrayList<>();
        boolean amended = false;
        for (Deed deed : deeds) {
            amended |= deed.event() instanceof ProtocolPublished published
                    && published.protocolVersion().equals("3");
            changed.add(amended ? deed.with(opened(deed.event())) : deed);
        }
        return changed;
    }

    private static TrialEvent opened(TrialEvent event) {
        return switch (event) {
            case ValueCorrected(
                    var study,
                    var subject,
                    var site,
                    var visit,
                    var form,
                    var key,
                    var _,
                    var revealing,
                    var _,
                    var _)
            when revealing != null ->
                new ValueCorrected(study, subject, site, visit, form, key, revealing.opened(), null, Map.of(), null);
            case AssessmentRecorded(
                    var study,
                    var subject,
                    var site,
                    var visit,
                    var form,
                    var key,
                    var on,
                    var values,
                    var revealing,
                    var _,
                    var _)
            when revealing != null -> {
                Map<String, ItemValue> all = new TreeMap<>(values);
                all.putAll(revealing.opened());
                yield new AssessmentRecorded(study, subject, site, visit, form, key, on, all, null, Map.of(), null);
            }
            default -> event;
        };
    }
}
