package org.trialbook.view.timeline;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.trialbook.event.ActRefused;
import org.trialbook.event.BlindingPolicy;
import org.trialbook.event.EventTag;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Projection;

/// Folds the record into one [TimelineView] per subject and one per read. Only a read's registration names the
/// subject, so that the two are put together when somebody asks for the subject.
public final class TimelineProjection implements Projection<TimelineView> {

    public static final TimelineProjection TIMELINES = new TimelineProjection();

    private TimelineProjection() {}

    @Override
    public String name() {
        return "timelines";
    }

    @Override
    public Class<TimelineView> type() {
        return TimelineView.class;
    }

    @Override
    public Set<String> ids(TrialEvent event) {
        if (!BlindingPolicy.toBlinded(event)) {
            return Set.of();
        }
        return switch (event) {
            case SubjectEvent subject -> Set.of(subject.subject().value());
            case ReadingEvent.ReadRegistered registered ->
                Set.of(registered.subject().value());
            case ReadingEvent.RecordingTakenBack taken -> Set.of(taken.subject().value());
            case ReadingEvent reading -> Set.of(reading.read().value());
            case ActRefused refused ->
                refused.aboutSubject().map(SubjectId::value).map(Set::of).orElse(Set.of());
            case StudyEvent _ -> Set.of();
        };
    }

    @Override
    public Set<Class<? extends TrialEvent>> looksAt() {
        return Set.of(SubjectEvent.class, ReadingEvent.class, ActRefused.class);
    }

    @Override
    public Set<EventTag> tags(String id) {
        return Set.of(new EventTag(id.startsWith("R-") ? EventTag.READ : EventTag.SUBJECT, id));
    }

    @Override
    public boolean kept() {
        return false;
    }

    @Override
    public TimelineView initial(String id) {
        return new TimelineView(null, Collections.emptySortedSet(), List.of());
    }

    @Override
    public TimelineView apply(TimelineView view, ProjectedEvent recorded) {
        TimelineView longer = view.with(TimelineView.Entry.of(recorded));
        return switch (recorded.event()) {
            case SubjectEvent event -> longer.at(event.site().value());
            case ReadingEvent.ReadRegistered registered ->
                longer.withRead(registered.read().value());
            case ReadingEvent _, ActRefused _, StudyEvent _ -> longer;
        };
    }
}
