package org.trialbook.view.worklist;

import java.util.Set;
import org.trialbook.event.ActRefused;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.projection.Projection;
import org.trialbook.view.projection.RecordedEvent;

/// Folds the record into one [WorkItem] per read. Of a registration it takes the code and the modality, and leaves
/// subject, site, visit and recording behind.
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
            case ReadingEvent.MediaAttached _ -> Set.of();
            case ReadingEvent reading -> Set.of(reading.read().value());
            case StudyEvent _, SubjectEvent _, ActRefused _ -> Set.of();
        };
    }

    @Override
    public WorkItem initial(String id) {
        return new WorkItem(id, null, null, WorkItem.Status.REGISTERED);
    }

    @Override
    public WorkItem apply(WorkItem item, RecordedEvent recorded) {
        return switch (recorded.event()) {
            case ReadingEvent.ReadRegistered registered ->
                new WorkItem(item.read(), registered.modality(), item.reader(), item.status());
            case ReadingEvent.ReadAssigned assigned ->
                new WorkItem(item.read(), item.modality(), assigned.reader(), WorkItem.Status.ASSIGNED);
            case ReadingEvent.ReadSubmitted submitted ->
                new WorkItem(item.read(), item.modality(), submitted.reader(), WorkItem.Status.SUBMITTED);
            case ReadingEvent.FurtherReadRegistered further ->
                new WorkItem(item.read(), further.modality(), item.reader(), item.status());
            case ReadingEvent.ReadReleased _ ->
                new WorkItem(item.read(), item.modality(), null, WorkItem.Status.REGISTERED);
            case ReadingEvent.MediaAttached _, StudyEvent _, SubjectEvent _, ActRefused _ -> item;
        };
    }
}
