package org.trialbook.view.sites;

import java.util.Set;
import org.trialbook.event.ActRefused;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Projection;

/// Folds the record into one [SiteView] per site that was opened. Its subjects and reads are counted from theirs when
/// somebody asks.
public final class SiteProjection implements Projection<SiteView> {

    public static final SiteProjection SITES = new SiteProjection();

    private SiteProjection() {}

    @Override
    public String name() {
        return "sites";
    }

    @Override
    public Class<SiteView> type() {
        return SiteView.class;
    }

    @Override
    public Set<String> ids(TrialEvent event) {
        return switch (event) {
            case StudyEvent.SiteOpened opened -> Set.of(opened.site().value());
            case StudyEvent _, SubjectEvent _, ReadingEvent _, ActRefused _ -> Set.of();
        };
    }

    @Override
    public Set<Class<? extends TrialEvent>> looksAt() {
        return Set.of(StudyEvent.SiteOpened.class);
    }

    @Override
    public SiteView initial(String id) {
        return new SiteView(id, null, null, null);
    }

    @Override
    public SiteView apply(SiteView view, ProjectedEvent recorded) {
        return recorded.event() instanceof StudyEvent.SiteOpened opened
                ? new SiteView(view.site(), opened.name(), opened.zone(), recorded.recordedAt())
                : view;
    }
}
