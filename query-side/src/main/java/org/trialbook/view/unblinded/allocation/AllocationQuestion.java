package org.trialbook.view.unblinded.allocation;

import static org.trialbook.view.unblinded.allocation.AllocationProjection.ALLOCATION;

import java.util.List;
import org.trialbook.access.Caller;
import org.trialbook.access.SharedQuestions;
import org.trialbook.event.SubjectId;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.PageRequest;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.SiteScope;
import org.trialbook.view.unblinded.Shown;

/// Every subject's arm.
public final class AllocationQuestion extends Question<Shown> {

    public AllocationQuestion() {
        super(SharedQuestions.UNBLINDED_ALLOCATION, "/unblinded/allocation", PAGES);
    }

    record AllocationAnswer(List<?> allocation) {}

    @Override
    public Shown answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        PageRequest.Page<AllocationView> found =
                parameters.page().of(SiteScope.subjects(snapshot.all(ALLOCATION), caller, null));
        return new Shown(
                found.answer(new AllocationAnswer(found.items().stream()
                        .map(line -> parameters.placed(caller, new SubjectId(line.subject()), line))
                        .toList())),
                found.items().stream().map(AllocationView::subject).toList());
    }
}
