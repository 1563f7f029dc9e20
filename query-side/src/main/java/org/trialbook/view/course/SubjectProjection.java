package org.trialbook.view.course;

import java.util.Set;
import org.trialbook.event.ActRefused;
import org.trialbook.event.EventTag;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Projection;

/// Folds the record into one [SubjectView] per subject.
public final class SubjectProjection implements Projection<SubjectView> {

    public static final SubjectProjection SUBJECTS = new SubjectProjection();

    private SubjectProjection() {}

    @Override
    public String name() {
        return "subjects";
    }

    @Override
    public Class<SubjectView> type() {
        return SubjectView.class;
    }

    @Override
    public Set<String> ids(TrialEvent event) {
        return switch (event) {
            case SubjectEvent subject -> Set.of(subject.subject().value());
            case StudyEvent _, ReadingEvent _, ActRefused _ -> Set.of();
        };
    }

    @Override
    public Set<Class<? extends TrialEvent>> looksAt() {
        return Set.of(SubjectEvent.class);
    }

    @Override
    public Set<EventTag> tags(String id) {
        return Set.of(new EventTag(EventTag.SUBJECT, id));
    }

    @Override
    public SubjectView initial(String id) {
        return SubjectView.of(id);
    }

    @Override
    public SubjectView apply(SubjectView view, ProjectedEvent recorded) {
        return recorded.event() instanceof SubjectEvent event ? view.after(event, recorded.position()) : view;
    }
}
