package org.trialbook.view.blind.leak;

import java.util.List;
import java.util.Map;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.view.blind.Deed;

/// Of a form that repeats, what holds of the first entry holds of the others.
final class FurtherEntryInOpenValues implements Leak {

    @Override
    public String imitates() {
        return "from the second entry of a form that repeats on, revealing items are recorded among the open ones";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        return deeds.stream()
                .map(deed -> deed.event() instanceof AssessmentRecorded recorded
                                && recorded.instance().number() > 1
                                && recorded.revealing() != null
                        ? deed.with(opened(recorded))
                        : deed)
                .toList();
    }

    private static AssessmentRecorded opened(AssessmentRecorded recorded) {
        return new AssessmentRecorded(
                recorded.study(),
                recorded.subject(),
                recorded.site(),
                recorded.visit(),
                recorded.form(),
                recorded.key(),
                recorded.assessedOn(),
                recorded.revealing() == null
                        ? recorded.values()
                        : recorded.revealing().opened(),
                recorded.revealing(),
                Map.of(),
                recorded.keptSealed());
    }
}
