package org.trialbook.trial.unblinding;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.OfSubject;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.casebook.SubjectState;
import org.trialbook.event.StudyEvent.EnvelopesIssued;
import org.trialbook.event.StudyEvent.StudyUnblinded;
import org.trialbook.event.SubjectEvent.SubjectUnblinded;
import org.trialbook.event.SubjectEvent.UnblindingAssessed;
import org.trialbook.event.SubjectId;

/// A subject, and what has become of its blind.
public final class UnblindingState implements Fold, OfSubject {
    private final SubjectState subject = new SubjectState();
    private final SortedMap<Integer, LocalDate> unblindings = new TreeMap<>();
    private final Set<Integer> assessed = new HashSet<>();
    private final Map<Integer, Set<SubjectId>> envelopes = new HashMap<>();
    private boolean studyUnblinded;

    @Override
    public SubjectState subject() {
        return subject;
    }

    @Override
    public void apply(RecordedEvent recorded) {
        subject.apply(recorded);
        switch (recorded.event()) {
            case SubjectUnblinded e -> unblindings.put(e.unblinding(), e.on());
            case UnblindingAssessed e -> assessed.add(e.unblinding());
            case EnvelopesIssued e -> envelopes.put(e.issue(), Set.copyOf(e.subjects()));
            case StudyUnblinded _ -> studyUnblinded = true;
            default -> {}
        }
    }

    /// The number of the next unblinding; 1 for the subject's first.
    int next() {
        return unblindings.isEmpty() ? 1 : unblindings.lastKey() + 1;
    }

    int unblindings() {
        return unblindings.size();
    }

    /// The day of an unblinding; empty when there is none of that number.
    Optional<LocalDate> unblindedOn(int number) {
        return Optional.ofNullable(unblindings.get(number));
    }

    boolean assessed(int number) {
        return assessed.contains(number);
    }

    /// Whether an envelope of the site's issue holds the subject's arm.
    boolean enveloped(int issue, SubjectId whose) {
        return envelopes.getOrDefault(issue, Set.of()).contains(whose);
    }

    /// Whether everybody may know by now.
    boolean studyUnblinded() {
        return studyUnblinded;
    }
}
