package org.trialbook.view.unblindings;

import java.util.Set;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Projection;

/// Folds the record into one [SubmittedReadView] per read.
public final class SubmittedReadProjection implements Projection<SubmittedReadView> {

    public static final SubmittedReadProjection SUBMITTED_READS = new SubmittedReadProjection();

    private SubmittedReadProjection() {}

    @Override
    public String name() {
        return "submitted-reads";
    }

    @Override
    public Class<SubmittedReadView> type() {
        return SubmittedReadView.class;
    }

    @Override
    public Set<String> ids(TrialEvent event) {
        return switch (event) {
            case ReadingEvent.ReadRegistered e -> Set.of(e.read().value());
            case ReadingEvent.FurtherReadRegistered e -> Set.of(e.read().value());
            case ReadingEvent.ReadSubmitted e -> Set.of(e.read().value());
            default -> Set.of();
        };
    }

    @Override
    public SubmittedReadView initial(String id) {
        return new SubmittedReadView(id, null, null, null);
    }

    @Override
    public SubmittedReadView apply(SubmittedReadView view, ProjectedEvent recorded) {
        return switch (recorded.event()) {
            case ReadingEvent.ReadRegistered e ->
                new SubmittedReadView(view.read(), null, e.subject().value(), view.submittedAt());
            case ReadingEvent.FurtherReadRegistered e ->
                new SubmittedReadView(view.read(), e.of().value(), null, view.submittedAt());
            case ReadingEvent.ReadSubmitted _ ->
                new SubmittedReadView(view.read(), view.of(), view.subject(), recorded.recordedAt());
            default -> view;
        };
    }
}
