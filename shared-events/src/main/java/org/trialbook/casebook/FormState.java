package org.trialbook.casebook;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SubjectEvent;

/// A recorded form as it stands: each item's answers from the first to the newest, with who gave them and why.
/// What is sealed is among them where the key is at hand, and nowhere else.
public final class FormState {
    /// An answer of an item.
    ///
    /// @param value null where the answer was withdrawn
    /// @param because why it replaced the one before; null for the first
    /// @param recorded the event by which it was given
    public record Answer(
            @Nullable ItemValue value, @Nullable String because, RecordedEvent recorded) {}

    private final Map<String, List<Answer>> histories = new HashMap<>();
    private final SortedMap<String, String> kept = new TreeMap<>();
    private final List<String> leaves = new ArrayList<>();
    private FormAnswers standing;
    private boolean withheld;
    private final long position;

    /// @param position of the event that recorded it
    FormState(LocalDate assessedOn, long position) {
        this.position = position;
        this.standing = FormAnswers.none(assessedOn);
    }

    /// Takes in what an event gave to this form.
    void apply(SubjectEvent event, RecordedEvent recorded) {
        leaves.add(recorded.leaf().hex());
        List<GivenAnswer> given = GivenAnswer.known(event);
        standing = standing.and(given, (item, answer) -> true);
        given.forEach(answer -> histories
                .computeIfAbsent(answer.item(), code -> new ArrayList<>())
                .add(new Answer(answer.value(), answer.because(), recorded)));
        kept.putAll(GivenAnswer.kept(event));
        withheld |= GivenAnswer.withheld(event);
    }

    /// The day and the answers as they stand.
    public FormAnswers standing() {
        return standing;
    }

    /// Where it was recorded: the version of the protocol that held for the subject there is the form's for ever.
    public long position() {
        return position;
    }

    /// The leaf hashes of the events that it is made of, in hexadecimal, from the first to the newest.
    public List<String> leaves() {
        return List.copyOf(leaves);
    }

    public LocalDate assessedOn() {
        return standing.on();
    }

    /// The item's answer as it stands; null where there is none, none any more, or none that whoever folds may
    /// read.
    public @Nullable ItemValue answer(String item) {
        return standing.answers().get(item);
    }

    /// The item's answers, from the first to the newest.
    public List<Answer> history(String item) {
        return List.copyOf(histories.getOrDefault(item, List.of()));
    }

    /// Item code → answer, as they stand.
    public SortedMap<String, ItemValue> answers() {
        return standing.answers();
    }

    /// Soft check → why answers were recorded that break it; the newest reason of each.
    public SortedMap<String, String> kept() {
        return Collections.unmodifiableSortedMap(kept);
    }

    /// Whether something was recorded of it that stays sealed to whoever folds: an item without an answer may have
    /// one.
    public boolean withheld() {
        return withheld;
    }
}
