package org.trialbook.casebook;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.CorrectionEvent.EligibilityCorrected;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SubjectEvent.EligibilityConfirmed;
import org.trialbook.protocol.Protocol;

/// The eligibility questions by which a subject was confirmed, with their answers as they stand.
public final class EligibilityAnswers implements Fold, OfSubject {
    private final SubjectState subject = new SubjectState();
    private final SortedMap<String, ItemValue> answers = new TreeMap<>();
    private @Nullable LocalDate confirmedOn;
    private long position;

    @Override
    public SubjectState subject() {
        return subject;
    }

    @Override
    public void apply(RecordedEvent recorded) {
        subject.apply(recorded);
        switch (recorded.event()) {
            case EligibilityConfirmed e -> {
                answers.clear();
                answers.putAll(e.answers());
                confirmedOn = e.confirmedOn();
                position = recorded.position();
            }
            case EligibilityCorrected e -> answers.putAll(e.to());
            default -> {}
        }
    }

    /// Item code → answer.
    public SortedMap<String, ItemValue> answers() {
        return Collections.unmodifiableSortedMap(answers);
    }

    /// The same, with other answers to some.
    public Map<String, ItemValue> with(Map<String, ItemValue> others) {
        Map<String, ItemValue> all = new TreeMap<>(answers);
        all.putAll(others);
        return all;
    }

    public Optional<LocalDate> confirmedOn() {
        return Optional.ofNullable(confirmedOn);
    }

    /// The version of the protocol under which the questions were asked.
    public Protocol asked() {
        return subject.publishedWhen(position).orElseGet(subject::protocol);
    }

    /// The criteria that some answers do not meet, by the version under which the questions were asked.
    public List<String> notMet(Map<String, ItemValue> given) {
        return asked().eligibility().notMet(given);
    }
}
