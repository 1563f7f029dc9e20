package org.trialbook.view.unblindings;

import java.util.List;
import java.util.Set;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Projection;

/// Folds the record into one [StudyUnblindingView] per study.
public final class StudyUnblindingProjection implements Projection<StudyUnblindingView> {

    public static final StudyUnblindingProjection BLIND = new StudyUnblindingProjection();

    private StudyUnblindingProjection() {}

    @Override
    public String name() {
        return "blind";
    }

    @Override
    public Class<StudyUnblindingView> type() {
        return StudyUnblindingView.class;
    }

    @Override
    public Set<String> ids(TrialEvent event) {
        return switch (event) {
            case StudyEvent.StudyLocked _,
                    StudyEvent.UnblindingApproved _,
                    StudyEvent.StudyUnblinded _,
                    StudyEvent.EnvelopesIssued _ -> Set.of(event.study().value());
            default -> Set.of();
        };
    }

    @Override
    public Set<Class<? extends TrialEvent>> looksAt() {
        return Set.of(
                StudyEvent.StudyLocked.class,
                StudyEvent.UnblindingApproved.class,
                StudyEvent.StudyUnblinded.class,
                StudyEvent.EnvelopesIssued.class);
    }

    @Override
    public StudyUnblindingView initial(String id) {
        return new StudyUnblindingView(id, null, List.of(), null, List.of());
    }

    @Override
    public StudyUnblindingView apply(StudyUnblindingView view, ProjectedEvent recorded) {
        EventLine.Actor actor = recorded.actor();
        return switch (recorded.event()) {
            case StudyEvent.StudyLocked e ->
                view.with(new StudyUnblindingView.Locked(
                        recorded.recordedAt(), actor == null ? null : actor.id(), e.reason()));
            case StudyEvent.UnblindingApproved e ->
                view.with(new StudyUnblindingView.Approval(e.role(), e.approvedBy(), recorded.recordedAt()));
            case StudyEvent.StudyUnblinded e ->
                view.with(new StudyUnblindingView.Unblinded(recorded.recordedAt(), e.approvedBy(), e.subjects()));
            case StudyEvent.EnvelopesIssued e ->
                view.with(new StudyUnblindingView.Envelopes(
                        e.site().value(),
                        e.issue(),
                        recorded.recordedAt(),
                        e.subjects().size()));
            default -> view;
        };
    }
}
