package org.trialbook.view.readresults;

import java.util.Set;
import java.util.TreeMap;
import org.trialbook.event.ActRefused;
import org.trialbook.event.EventTag;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Projection;

/// Folds the record into one [ReadView] per read.
public final class ReadProjection implements Projection<ReadView> {

    public static final ReadProjection READS = new ReadProjection();

    private ReadProjection() {}

    @Override
    public String name() {
        return "reads";
    }

    @Override
    public Class<ReadView> type() {
        return ReadView.class;
    }

    @Override
    public Set<String> ids(TrialEvent event) {
        return switch (event) {
            case ReadingEvent.MediaAttached _ -> Set.of();
            // A recording knows all reads of it: which these are need not be looked for among all.
            case ReadingEvent.FurtherReadRegistered further
            when !further.read().equals(further.of()) ->
                Set.of(further.read().value(), further.of().value());
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
        return Set.of(new EventTag(EventTag.READ, id), new EventTag(EventTag.RECORDING, id));
    }

    @Override
    public ReadView initial(String id) {
        return ReadView.unknown(id);
    }

    @Override
    public ReadView apply(ReadView view, ProjectedEvent recorded) {
        return switch (recorded.event()) {
            case ReadingEvent.ReadRegistered registered -> view.of(registered);
            case ReadingEvent.FurtherReadRegistered further ->
                view.read().equals(further.read().value())
                        ? view.of(further)
                        : view.readAlsoAs(further.read().value());
            case ReadingEvent.ReadAssigned assigned -> view.at(assigned.reader(), ReadView.Status.ASSIGNED);
            case ReadingEvent.ReadReleased _ -> view.at(null, ReadView.Status.REGISTERED);
            case ReadingEvent.RecordingTakenBack _ -> view.at(view.reader(), ReadView.Status.TAKEN_BACK);
            case ReadingEvent.ReadSubmitted submitted ->
                view.at(submitted.reader(), ReadView.Status.SUBMITTED)
                        .with(
                                recorded.recordedAt(),
                                recorded.position(),
                                new TreeMap<>(submitted.values()),
                                submitted.notEvaluable());
            case ReadingEvent.MediaAttached _, StudyEvent _, SubjectEvent _, ActRefused _ -> view;
        };
    }
}
