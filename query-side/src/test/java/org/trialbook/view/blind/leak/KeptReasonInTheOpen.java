package org.trialbook.view.blind.leak;

import java.util.List;
import java.util.Map;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.ItemValue;
import org.trialbook.view.blind.Deed;

/// Why an odd answer is as it is: which check was broken tells of what is sealed, and so may the words.
final class KeptReasonInTheOpen implements Leak {

    @Override
    public String imitates() {
        return "the reasons for odd answers stand in the open on a form of which something is sealed";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        return deeds.stream()
                .map(deed -> deed.event() instanceof AssessmentRecorded recorded
                                && recorded.revealing() != null
                                && recorded.form().equals("ecg")
                        ? deed.with(changed(recorded))
                        : deed)
                .toList();
    }

    private static AssessmentRecorded changed(AssessmentRecorded recorded) {
        return with(
                recorded,
                recorded.values(),
                recorded.keptSealed() == null
                        ? recorded.kept()
                        : recorded.keptSealed().opened());
    }

    private static AssessmentRecorded with(
            AssessmentRecorded recorded, Map<String, ItemValue> open, Map<String, String> kept) {
        return new AssessmentRecorded(
                recorded.study(),
                recorded.subject(),
                recorded.site(),
                recorded.visit(),
                recorded.form(),
                recorded.key(),
                recorded.assessedOn(),
                open,
                recorded.revealing(),
                kept,
                recorded.keptSealed());
    }
}
