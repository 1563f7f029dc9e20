package org.trialbook.view.unblinded.crossovers;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.trialbook.casebook.OddDays;
import org.trialbook.event.CorrectionEvent;
import org.trialbook.event.Crossover;
import org.trialbook.event.EventTag;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Projection;

/// Folds the record into one [CrossoversView] per randomized subject.
public final class CrossoverProjection implements Projection<CrossoversView> {

    public static final CrossoverProjection CROSSOVERS = new CrossoverProjection();

    private static final OddDays.Mark BEFORE_ANY_ATTEMPT = new OddDays.Mark(
            "crossover-before-any-attempt",
            null,
            null,
            null,
            "No attempt at an implant was recorded when the crossover was asked for.");

    private CrossoverProjection() {}

    @Override
    public String name() {
        return "crossovers";
    }

    @Override
    public Class<CrossoversView> type() {
        return CrossoversView.class;
    }

    @Override
    public Set<String> ids(TrialEvent event) {
        return switch (event) {
            case SubjectEvent.SubjectRandomized e -> Set.of(e.subject().value());
            case SubjectEvent.ImplantAttempted e -> Set.of(e.subject().value());
            case CorrectionEvent.AttemptEnteredInError e -> Set.of(e.subject().value());
            case SubjectEvent.CrossoverRequested e -> Set.of(e.subject().value());
            case SubjectEvent.CrossoverApproved e -> Set.of(e.subject().value());
            case SubjectEvent.CrossoverDenied e -> Set.of(e.subject().value());
            default -> Set.of();
        };
    }

    @Override
    public Set<Class<? extends TrialEvent>> looksAt() {
        return Set.of(
                SubjectEvent.SubjectRandomized.class,
                SubjectEvent.ImplantAttempted.class,
                CorrectionEvent.AttemptEnteredInError.class,
                SubjectEvent.CrossoverRequested.class,
                SubjectEvent.CrossoverApproved.class,
                SubjectEvent.CrossoverDenied.class);
    }

    @Override
    public Set<EventTag> tags(String id) {
        return Set.of(new EventTag(EventTag.SUBJECT, id));
    }

    @Override
    public CrossoversView initial(String id) {
        return new CrossoversView(id, null, null, 0, new TreeMap<>());
    }

    @Override
    public CrossoversView apply(CrossoversView view, ProjectedEvent recorded) {
        return switch (recorded.event()) {
            case SubjectEvent.SubjectRandomized e ->
                view.allocated(e.site().value(), e.arm().opened().value());
            case SubjectEvent.ImplantAttempted e -> view.attempts(e.site().value(), 1);
            case CorrectionEvent.AttemptEnteredInError e ->
                view.attempts(e.site().value(), -1);
            case SubjectEvent.CrossoverRequested e -> {
                Crossover detail = e.detail().opened();
                yield view.with(new CrossoversView.Request(
                        e.crossover(),
                        CrossoversView.Status.REQUESTED,
                        detail.from().value(),
                        detail.to().value(),
                        detail.reason(),
                        detail.note(),
                        e.requestedBy(),
                        recorded.recordedAt(),
                        null,
                        null,
                        null,
                        view.attempts() == 0 ? List.of(BEFORE_ANY_ATTEMPT) : List.of()));
            }
            case SubjectEvent.CrossoverApproved e ->
                view.changed(
                        e.crossover(),
                        request -> request.decided(
                                CrossoversView.Status.APPROVED,
                                e.approvedBy(),
                                recorded.recordedAt(),
                                e.note().opened()));
            case SubjectEvent.CrossoverDenied e ->
                view.changed(
                        e.crossover(),
                        request -> request.decided(
                                CrossoversView.Status.DENIED,
                                e.deniedBy(),
                                recorded.recordedAt(),
                                e.note().opened()));
            default -> view;
        };
    }
}
