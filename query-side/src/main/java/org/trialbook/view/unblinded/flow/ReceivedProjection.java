package org.trialbook.view.unblinded.flow;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.trialbook.event.EventTag;
import org.trialbook.event.ImplantAttempt;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Projection;

/// Folds the record into one [ReceivedView] per subject in whom an implant was attempted.
public final class ReceivedProjection implements Projection<ReceivedView> {
    public static final ReceivedProjection RECEIVED = new ReceivedProjection();

    private ReceivedProjection() {}

    @Override
    public String name() {
        return "received";
    }

    @Override
    public Class<ReceivedView> type() {
        return ReceivedView.class;
    }

    @Override
    public Set<String> ids(TrialEvent event) {
        return event instanceof SubjectEvent.ImplantAttempted attempted
                ? Set.of(attempted.subject().value())
                : Set.of();
    }

    @Override
    public Set<Class<? extends TrialEvent>> looksAt() {
        return Set.of(SubjectEvent.ImplantAttempted.class);
    }

    @Override
    public Set<EventTag> tags(String id) {
        return Set.of(new EventTag(EventTag.SUBJECT, id));
    }

    @Override
    public ReceivedView initial(String id) {
        return new ReceivedView(id, 0, Collections.emptySortedSet());
    }

    @Override
    public ReceivedView apply(ReceivedView view, ProjectedEvent recorded) {
        if (!(recorded.event() instanceof SubjectEvent.ImplantAttempted attempted)) {
            return view;
        }
        ImplantAttempt detail = attempted.detail().opened();
        SortedSet<String> leads = new TreeSet<>(view.leads());
        String lead = detail.lead();
        if (detail.successful() && lead != null) {
            leads.add(lead);
        }
        return new ReceivedView(view.subject(), view.attempts() + 1, Collections.unmodifiableSortedSet(leads));
    }
}
