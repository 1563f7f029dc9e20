package org.trialbook.view.readresults;

import java.util.Set;
import java.util.TreeMap;
import org.trialbook.event.ActRefused;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.projection.Projection;
import org.trialbook.view.projection.RecordedEvent;

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
            case ReadingEvent reading -> Set.of(reading.read().value());
            case StudyEvent _, SubjectEvent _, ActRefused _ -> Set.of();
        };
    }

    @Override
    public ReadView initial(String id) {
        return new ReadView(id, null, null, null, null, ReadView.Status.REGISTERED, null, null, new TreeMap<>(), null);
    }

    @Override
    public ReadView apply(ReadView view, RecordedEvent recorded) {
        return switch (recorded.event()) {
            case ReadingEvent.ReadRegistered registered ->
                new ReadView(
                        view.read(),
                        registered.subject().value(),
                        registered.site().value(),
                        registered.visit(),
                        registered.modality(),
                        view.status(),
                        view.reader(),
                        view.submittedAt(),
                        view.values(),
                        view.notEvaluable());
            case ReadingEvent.ReadAssigned assigned ->
                new ReadView(
                        view.read(),
                        view.subject(),
                        view.site(),
                        view.visit(),
                        view.modality(),
                        ReadView.Status.ASSIGNED,
                        assigned.reader(),
                        view.submittedAt(),
                        view.values(),
                        view.notEvaluable());
            case ReadingEvent.ReadSubmitted submitted ->
                new ReadView(
                        view.read(),
                        view.subject(),
                        view.site(),
                        view.visit(),
                        view.modality(),
                        ReadView.Status.SUBMITTED,
                        submitted.reader(),
                        recorded.recordedAt(),
                        new TreeMap<>(submitted.values()),
                        submitted.notEvaluable());
            case ReadingEvent.FurtherReadRegistered further ->
                new ReadView(
                        view.read(),
                        null,
                        null,
                        null,
                        further.modality(),
                        view.status(),
                        view.reader(),
                        view.submittedAt(),
                        view.values(),
                        view.notEvaluable());
            case ReadingEvent.ReadReleased _ ->
                new ReadView(
                        view.read(),
                        view.subject(),
                        view.site(),
                        view.visit(),
                        view.modality(),
                        ReadView.Status.REGISTERED,
                        null,
                        view.submittedAt(),
                        view.values(),
                        view.notEvaluable());
            case ReadingEvent.MediaAttached _, StudyEvent _, SubjectEvent _, ActRefused _ -> view;
        };
    }
}
