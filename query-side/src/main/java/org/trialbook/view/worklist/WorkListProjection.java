package org.trialbook.view.worklist;

import java.util.List;
import java.util.Set;
import org.trialbook.event.ActRefused;
import org.trialbook.event.EventTag;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Projection;

/// Folds the record into one [WorkItem] per read. Of a registration it takes the code and the modality, and leaves
/// subject, site, visit and archive behind.
public final class WorkListProjection implements Projection<WorkItem> {

    public static final WorkListProjection WORK_LIST = new WorkListProjection();

    private WorkListProjection() {}

    @Override
    public String name() {
        return "worklist";
    }

    @Override
    public Class<WorkItem> type() {
        return WorkItem.class;
    }

    @Override
    public Set<String> ids(TrialEvent event) {
        return switch (event) {
            case ReadingEvent reading -> Set.of(reading.read().value());
            case StudyEvent _, SubjectEvent _, ActRefused _ -> Set.of();
        };
    }

    @Override
    public Set<Class<? extends TrialEvent>> looksAt() {
        return Set.of(ReadingEvent.class);
    }

    @Override
    public Set<EventTag> tags(String id) {
        return Set.of(new EventTag(EventTag.READ, id));
    }

    @Override
    public WorkItem initial(String id) {
        return new WorkItem(id, id, null, null, WorkItem.Status.REGISTERED, List.of());
    }

    @Override
    public WorkItem apply(WorkItem item, ProjectedEvent recorded) {
        return switch (recorded.event()) {
            case ReadingEvent.ReadRegistered registered -> item.of(item.read(), registered.modality());
            case ReadingEvent.FurtherReadRegistered further ->
                item.of(further.of().value(), further.modality());
            case ReadingEvent.ReadAssigned assigned -> item.at(assigned.reader(), WorkItem.Status.ASSIGNED);
            case ReadingEvent.ReadReleased _ -> item.at(null, WorkItem.Status.REGISTERED);
            case ReadingEvent.ReadSubmitted submitted -> item.at(submitted.reader(), WorkItem.Status.SUBMITTED);
            case ReadingEvent.RecordingTakenBack _ -> item.at(item.reader(), WorkItem.Status.TAKEN_BACK);
            case ReadingEvent.MediaAttached media ->
                item.with(new WorkItem.Media(media.mediaHash(), media.contentType(), media.bytes()));
            case StudyEvent _, SubjectEvent _, ActRefused _ -> item;
        };
    }
}
