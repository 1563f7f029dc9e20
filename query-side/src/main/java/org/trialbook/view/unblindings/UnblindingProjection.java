package org.trialbook.view.unblindings;

import java.util.Collections;
import java.util.Set;
import org.trialbook.event.ArmCode;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.view.projection.Counts;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Projection;
import org.trialbook.view.unblindings.UnblindingView.Assessment;
import org.trialbook.view.unblindings.UnblindingView.Notice;

/// Folds the record into one [UnblindingView] per subject whose blind was broken.
public final class UnblindingProjection implements Projection<UnblindingView> {

    public static final UnblindingProjection UNBLINDINGS = new UnblindingProjection();

    private UnblindingProjection() {}

    @Override
    public String name() {
        return "unblindings";
    }

    @Override
    public Class<UnblindingView> type() {
        return UnblindingView.class;
    }

    @Override
    public Set<String> ids(TrialEvent event) {
        return switch (event) {
            case SubjectEvent.SubjectUnblinded e -> Set.of(e.subject().value());
            case SubjectEvent.UnblindingAssessed e -> Set.of(e.subject().value());
            case StudyEvent.AllocationDisclosed e -> e.arms().keySet();
            default -> Set.of();
        };
    }

    @Override
    public Set<Class<? extends TrialEvent>> looksAt() {
        return Set.of(
                SubjectEvent.SubjectUnblinded.class,
                SubjectEvent.UnblindingAssessed.class,
                StudyEvent.AllocationDisclosed.class);
    }

    @Override
    public UnblindingView initial(String id) {
        return new UnblindingView(id, null, Collections.emptySortedMap(), null);
    }

    @Override
    public UnblindingView apply(UnblindingView view, ProjectedEvent recorded) {
        EventLine.Actor actor = recorded.actor();
        return switch (recorded.event()) {
            case SubjectEvent.SubjectUnblinded e ->
                new UnblindingView(
                        view.subject(),
                        e.site().value(),
                        Counts.with(
                                view.notices(),
                                e.unblinding(),
                                new Notice(
                                        e.unblinding(),
                                        e.kind(),
                                        e.reason(),
                                        e.recipient(),
                                        e.envelope(),
                                        e.on(),
                                        recorded.recordedAt(),
                                        recorded.position(),
                                        actor == null ? null : actor.id(),
                                        actor == null ? null : actor.role(),
                                        null)),
                        view.disclosed());
            case SubjectEvent.UnblindingAssessed e -> {
                Notice notice = view.notices().get(e.unblinding());
                yield notice == null
                        ? view
                        : new UnblindingView(
                                view.subject(),
                                view.site(),
                                Counts.with(
                                        view.notices(),
                                        e.unblinding(),
                                        notice.assessed(new Assessment(
                                                e.impact(), recorded.recordedAt(), actor == null ? null : actor.id()))),
                                view.disclosed());
            }
            case StudyEvent.AllocationDisclosed e -> {
                ArmCode arm = e.arms().get(view.subject());
                String site = view.subject().substring(0, view.subject().indexOf('-'));
                yield arm == null ? view : new UnblindingView(view.subject(), site, view.notices(), arm.value());
            }
            default -> view;
        };
    }
}
