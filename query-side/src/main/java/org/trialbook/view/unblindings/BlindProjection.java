package org.trialbook.view.unblindings;

import java.util.List;
import java.util.Set;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.view.projection.Projection;
import org.trialbook.view.projection.RecordedEvent;

/// Folds the record into one [BlindView] per study.
public final class BlindProjection implements Projection<BlindView> {

    public static final BlindProjection BLIND = new BlindProjection();

    private BlindProjection() {}

    @Override
    public String name() {
        return "blind";
    }

    @Override
    public Class<BlindView> type() {
        return BlindView.class;
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
    public BlindView initial(String id) {
        return new BlindView(id, null, List.of(), null, List.of());
    }

    @Override
    public BlindView apply(BlindView view, RecordedEvent recorded) {
        EventLine.Actor actor = recorded.actor();
        return switch (recorded.event()) {
            case StudyEvent.StudyLocked e ->
                view.with(new BlindView.Locked(recorded.recordedAt(), actor == null ? null : actor.id(), e.reason()));
            case StudyEvent.UnblindingApproved e ->
                view.with(new BlindView.Approval(e.role(), e.approvedBy(), recorded.recordedAt()));
            case StudyEvent.StudyUnblinded e ->
                view.with(new BlindView.Unblinded(recorded.recordedAt(), e.approvedBy(), e.subjects()));
            case StudyEvent.EnvelopesIssued e ->
                view.with(new BlindView.Envelopes(
                        e.site().value(),
                        e.issue(),
                        recorded.recordedAt(),
                        e.subjects().size()));
            default -> view;
        };
    }
}
