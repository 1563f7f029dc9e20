package org.trialbook.view.unblinded.flow;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.CorrectionEvent;
import org.trialbook.event.EventTag;
import org.trialbook.event.ImplantAttempt;
import org.trialbook.event.RuleEvent;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Projection;

/// Folds the record into one [ReceivedView] per subject in whom an implant was attempted.
public final class ReceivedProjection implements Projection<ReceivedView> {
    public static final ReceivedProjection RECEIVED = new ReceivedProjection();

    private ReceivedProjection() {}

    @Override
    public String name() {
        return "received";
    }

    @Override
    public Class<ReceivedView> type() {
        return ReceivedView.class;
    }

    @Override
    public Set<String> ids(TrialEvent event) {
        return switch (event) {
            case SubjectEvent.ImplantAttempted attempted ->
                Set.of(attempted.subject().value());
            case CorrectionEvent.AttemptCorrected corrected ->
                Set.of(corrected.subject().value());
            case CorrectionEvent.AttemptEnteredInError error ->
                Set.of(error.subject().value());
            case RuleEvent.OtherArmTreatmentRecorded deviation ->
                Set.of(deviation.subject().value());
            default -> Set.of();
        };
    }

    @Override
    public Set<Class<? extends TrialEvent>> looksAt() {
        return Set.of(
                SubjectEvent.ImplantAttempted.class,
                CorrectionEvent.AttemptCorrected.class,
                CorrectionEvent.AttemptEnteredInError.class,
                RuleEvent.OtherArmTreatmentRecorded.class);
    }

    @Override
    public Set<EventTag> tags(String id) {
        return Set.of(new EventTag(EventTag.SUBJECT, id));
    }

    @Override
    public ReceivedView initial(String id) {
        return new ReceivedView(id, 0, Collections.emptySortedMap(), List.of());
    }

    @Override
    public ReceivedView apply(ReceivedView view, ProjectedEvent recorded) {
        return switch (recorded.event()) {
            case SubjectEvent.ImplantAttempted e ->
                with(view, view.attempts() + 1, e.attempt(), e.detail().opened());
            case CorrectionEvent.AttemptCorrected e ->
                with(view, view.attempts(), e.attempt(), e.detail().opened().corrected());
            case CorrectionEvent.AttemptEnteredInError e -> with(view, view.attempts() - 1, e.attempt(), null);
            case RuleEvent.OtherArmTreatmentRecorded e ->
                view.with(e.treatment().opened());
            default -> view;
        };
    }

    /// @param detail null of an attempt that counts no longer
    private static ReceivedView with(ReceivedView view, int attempts, int attempt, @Nullable ImplantAttempt detail) {
        SortedMap<Integer, String> placed = new TreeMap<>(view.placed());
        String lead = detail == null ? null : detail.lead();
        if (detail != null && detail.successful() && lead != null) {
            placed.put(attempt, lead);
        } else {
            placed.remove(attempt);
        }
        return new ReceivedView(view.subject(), attempts, Collections.unmodifiableSortedMap(placed), view.deviations());
    }
}
