package org.trialbook.casebook;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.Correction;
import org.trialbook.event.SubjectEvent.AssessmentRecorded;
import org.trialbook.event.Value;

/// A recorded form as it stands: each item's answers from the first to the newest, with who gave them and why.
public final class FormState {
    /// An answer of an item.
    ///
    /// @param value null where the answer was withdrawn
    /// @param because why it replaced the one before; null for the first
    /// @param recorded the event by which it was given
    public record Answer(
            @Nullable Value value, @Nullable String because, RecordedEvent recorded) {}

    private final LocalDate assessedOn;
    private final SortedMap<String, List<Answer>> answers = new TreeMap<>();

    private FormState(LocalDate assessedOn) {
        this.assessedOn = assessedOn;
    }

    static FormState of(AssessmentRecorded event, RecordedEvent recorded) {
        FormState form = new FormState(event.assessedOn());
        event.values().forEach((item, value) -> form.add(item, new Answer(value, null, recorded)));
        if (event.revealing() != null) {
            event.revealing().opened().forEach((item, value) -> form.add(item, new Answer(value, null, recorded)));
        }
        return form;
    }

    void correct(Correction correction, RecordedEvent recorded) {
        add(correction.item(), new Answer(correction.to(), correction.because(), recorded));
    }

    private void add(String item, Answer answer) {
        answers.computeIfAbsent(item, code -> new ArrayList<>()).add(answer);
    }

    public LocalDate assessedOn() {
        return assessedOn;
    }

    /// The item's answer as it stands; null where there is none, or none any more.
    public @Nullable Value answer(String item) {
        List<Answer> all = history(item);
        return all.isEmpty() ? null : all.getLast().value();
    }

    /// The item's answers, from the first to the newest.
    public List<Answer> history(String item) {
        return List.copyOf(answers.getOrDefault(item, List.of()));
    }

    /// Item code → answer, as they stand.
    public Map<String, Value> answers() {
        Map<String, Value> standing = new TreeMap<>();
        answers.forEach((item, all) -> {
            Value newest = all.getLast().value();
            if (newest != null) {
                standing.put(item, newest);
            }
        });
        return standing;
    }
}
