package org.trialbook.view.unblinded.allocationaccess;

import static org.trialbook.view.unblinded.allocationaccess.AllocationAccessProjection.ACCESSES;
import static org.trialbook.view.unblinded.subject.TreatmentProjection.TREATMENTS;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.SharedQuestions;
import org.trialbook.access.problem.NoSuchException;
import org.trialbook.event.SubjectId;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.PageRequest;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.unblinded.Shown;

/// Who could have known the arm of a subject, and since when.
public final class AllocationAccessQuestion extends Question<Shown> {

    public AllocationAccessQuestion() {
        super(SharedQuestions.UNBLINDED_EXPOSURE, "/unblinded/exposure", List.of("limit", "subject", "cursor"));
    }

    /// @param figures who was shown figures by arm, of no subject in particular
    record AllocationAccessAnswer(List<OfSubject> exposure, List<AllocationAccessView.Known> figures) {}

    /// @param known in the order in which they came to know
    record OfSubject(String subject, List<AllocationAccessView.Known> known) {}

    @Override
    public Shown answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        SubjectId subject = parameters.subjectAsked();
        if (subject != null && snapshot.one(TREATMENTS, subject.value()).isEmpty()) {
            throw NoSuchException.subject();
        }
        PageRequest.Page<OfSubject> found = parameters.page().of(asked(snapshot, subject));
        List<AllocationAccessView.Known> figures = snapshot.one(ACCESSES, AllocationAccessProjection.FIGURES)
                .map(AllocationAccessQuestion::inOrder)
                .orElse(List.of());
        // That somebody knows an arm is no arm: nothing sealed of any subject is shown.
        return new Shown(found.answer(new AllocationAccessAnswer(found.items(), figures)), List.of());
    }

    private static SortedMap<String, OfSubject> asked(Snapshot snapshot, @Nullable SubjectId subject) {
        SortedMap<String, OfSubject> asked = new TreeMap<>();
        if (subject == null) {
            snapshot.all(ACCESSES).forEach((id, view) -> {
                if (!view.known().isEmpty()) {
                    asked.put(id, new OfSubject(id, inOrder(view)));
                }
            });
            asked.remove(AllocationAccessProjection.FIGURES);
        } else {
            asked.put(
                    subject.value(),
                    new OfSubject(
                            subject.value(),
                            snapshot.one(ACCESSES, subject.value())
                                    .map(AllocationAccessQuestion::inOrder)
                                    .orElse(List.of())));
        }
        return asked;
    }

    private static List<AllocationAccessView.Known> inOrder(AllocationAccessView view) {
        return view.known().values().stream()
                .sorted(Comparator.comparingLong(AllocationAccessView.Known::position))
                .toList();
    }
}
