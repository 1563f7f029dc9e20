package org.trialbook.view.unblinded.allocationaccess;

import static org.trialbook.view.unblinded.allocationaccess.AllocationAccessProjection.ACCESSES;
import static org.trialbook.view.unblinded.subject.TreatmentProjection.TREATMENTS;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Asks;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.Question;
import org.trialbook.access.problem.NoSuchException;
import org.trialbook.event.SubjectId;
import org.trialbook.view.answer.PageRequest;
import org.trialbook.view.answer.Paths;
import org.trialbook.view.answer.QueryResponses;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.unblinded.UnblindedAnswers;
import org.trialbook.view.unblinded.UnblindedAnswers.Shown;

/// `GET …/unblinded/exposure?subject=`: who could have known the arm of a subject, and since when.
@RestController
public final class AllocationAccessEndpoint {

    private final UnblindedAnswers answers;

    public AllocationAccessEndpoint(UnblindedAnswers answers) {
        this.answers = answers;
    }

    /// @param figures who was shown figures by arm, of no subject in particular
    record AllocationAccessAnswer(List<OfSubject> exposure, List<AllocationAccessView.Known> figures) {}

    /// @param known in the order in which they came to know
    record OfSubject(String subject, List<AllocationAccessView.Known> known) {}

    @Asks(Question.UNBLINDED_EXPOSURE)
    @GetMapping(Paths.UNBLINDED + "/exposure")
    public ResponseEntity<byte[]> exposure(
            Caller caller,
            @RequestParam @Nullable SubjectId subject,
            @RequestParam @Nullable String asOf,
            @RequestParam @Nullable String limit,
            @RequestParam @Nullable String after) {
        Permissions.require(caller, Question.UNBLINDED_EXPOSURE);
        PageRequest page = PageRequest.of(limit, after);
        return answers.answer(caller, Question.UNBLINDED_EXPOSURE, asOf, snapshot -> {
            if (subject != null && snapshot.one(TREATMENTS, subject.value()).isEmpty()) {
                throw NoSuchException.subject();
            }
            PageRequest.Page<OfSubject> found = page.of(asked(snapshot, subject));
            List<AllocationAccessView.Known> figures = snapshot.one(ACCESSES, AllocationAccessProjection.FIGURES)
                    .map(AllocationAccessEndpoint::inOrder)
                    .orElse(List.of());
            // That somebody knows an arm is no arm: nothing sealed of any subject is shown.
            return new Shown<>(
                    QueryResponses.Body.page(new AllocationAccessAnswer(found.items(), figures), found.next()),
                    List.of());
        });
    }

    private static SortedMap<String, OfSubject> asked(Snapshot snapshot, @Nullable SubjectId subject) {
        SortedMap<String, OfSubject> asked = new TreeMap<>();
        if (subject == null) {
            snapshot.all(ACCESSES).forEach((id, view) -> asked.put(id, new OfSubject(id, inOrder(view))));
            asked.remove(AllocationAccessProjection.FIGURES);
        } else {
            asked.put(
                    subject.value(),
                    new OfSubject(
                            subject.value(),
                            snapshot.one(ACCESSES, subject.value())
                                    .map(AllocationAccessEndpoint::inOrder)
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
