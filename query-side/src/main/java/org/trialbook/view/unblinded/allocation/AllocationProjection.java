package org.trialbook.view.unblinded.allocation;

import java.time.LocalDate;
import java.util.Set;
import org.trialbook.event.EventTag;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Projection;

/// Folds the record into one [AllocationView] per randomized subject.
public final class AllocationProjection implements Projection<AllocationView> {

    public static final AllocationProjection ALLOCATION = new AllocationProjection();

    private AllocationProjection() {}

    @Override
    public String name() {
        return "allocation";
    }

    @Override
    public Class<AllocationView> type() {
        return AllocationView.class;
    }

    @Override
    public Set<String> ids(TrialEvent event) {
        return event instanceof SubjectEvent.SubjectRandomized randomized
                ? Set.of(randomized.subject().value())
                : Set.of();
    }

    @Override
    public Set<Class<? extends TrialEvent>> looksAt() {
        return Set.of(SubjectEvent.SubjectRandomized.class);
    }

    @Override
    public Set<EventTag> tags(String id) {
        return Set.of(new EventTag(EventTag.SUBJECT, id));
    }

    @Override
    public AllocationView initial(String id) {
        return new AllocationView(id, "", "", "", 0, LocalDate.EPOCH, -1);
    }

    @Override
    public AllocationView apply(AllocationView view, ProjectedEvent recorded) {
        if (!(recorded.event() instanceof SubjectEvent.SubjectRandomized randomized)) {
            return view;
        }
        return new AllocationView(
                randomized.subject().value(),
                randomized.site().value(),
                randomized.stratum(),
                randomized.arm().opened().value(),
                randomized.randomizationNumber(),
                randomized.randomizedOn(),
                recorded.position());
    }
}
