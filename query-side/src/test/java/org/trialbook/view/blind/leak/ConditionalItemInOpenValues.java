package org.trialbook.view.blind.leak;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.ItemValue;
import org.trialbook.view.blind.Deed;

/// An item that is asked by the answer to one that the protocol marks.
final class ConditionalItemInOpenValues implements Leak {

    @Override
    public String imitates() {
        return "an item that is only asked under a sealed answer is recorded among the open ones";
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
        ItemValue asked = Objects.requireNonNull(recorded.revealing()).opened().get("his-width");
        if (asked != null) {
            open.put("his-width", asked);
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
