package org.trialbook.view.blind.leak;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.ItemValue;
import org.trialbook.view.blind.Deed;

/// An item that is computed from one that the protocol marks.
final class CalculatedItemInOpenValues implements Leak {

    @Override
    public String imitates() {
        return "what is computed from a sealed answer is recorded among the open ones";
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
        Map<String, ItemValue> open = new TreeMap<>(recorded.values());
        ItemValue capture =
                Objects.requireNonNull(recorded.revealing()).opened().get("paced-capture");
        if (capture != null) {
            open.put("his-paced", ItemValue.of(Boolean.toString(capture.value().equals("selective-his"))));
        }
        return with(recorded, open, recorded.kept());
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
