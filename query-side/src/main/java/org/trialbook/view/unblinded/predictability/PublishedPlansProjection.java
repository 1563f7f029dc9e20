package org.trialbook.view.unblinded.predictability;

import java.util.Set;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Projection;

/// Folds the record into one [PublishedPlanView] per version of the protocol.
public final class PublishedPlansProjection implements Projection<PublishedPlanView> {

    public static final PublishedPlansProjection PUBLISHED_PLANS = new PublishedPlansProjection();

    private PublishedPlansProjection() {}

    @Override
    public String name() {
        return "published-plans";
    }

    @Override
    public Class<PublishedPlanView> type() {
        return PublishedPlanView.class;
    }

    @Override
    public Set<String> ids(TrialEvent event) {
        return event instanceof StudyEvent.ProtocolPublished published ? Set.of(published.protocolVersion()) : Set.of();
    }

    @Override
    public Set<Class<? extends TrialEvent>> looksAt() {
        return Set.of(StudyEvent.ProtocolPublished.class);
    }

    @Override
    public PublishedPlanView initial(String id) {
        return new PublishedPlanView(id, "", -1);
    }

    @Override
    public PublishedPlanView apply(PublishedPlanView view, ProjectedEvent recorded) {
        return recorded.event() instanceof StudyEvent.ProtocolPublished published
                ? new PublishedPlanView(published.protocolVersion(), published.content(), recorded.position())
                : view;
    }
}
