package org.trialbook.view.course;

import java.util.List;
import java.util.Set;
import org.trialbook.event.ActRefused;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.event.VisitWindow;
import org.trialbook.view.projection.Projection;
import org.trialbook.view.projection.RecordedEvent;

/// Folds the record into one [SubjectView] per subject.
public final class SubjectProjection implements Projection<SubjectView> {

    public static final SubjectProjection SUBJECTS = new SubjectProjection();

    private SubjectProjection() {}

    @Override
    public String name() {
        return "subjects";
    }

    @Override
    public Class<SubjectView> type() {
        return SubjectView.class;
    }

    @Override
    public Set<String> ids(TrialEvent event) {
        return switch (event) {
            case SubjectEvent subject -> Set.of(subject.subject().value());
            case StudyEvent _, ReadingEvent _, ActRefused _ -> Set.of();
        };
    }

    @Override
    public SubjectView initial(String id) {
        return SubjectView.of(id);
    }

    @Override
    public SubjectView apply(SubjectView view, RecordedEvent recorded) {
        return recorded.event() instanceof SubjectEvent event ? applied(view, event) : view;
    }

    private static SubjectView applied(SubjectView view, SubjectEvent event) {
        SubjectView next = view.at(event);
        return switch (event) {
            case SubjectEvent.ConsentSigned _ -> next.withConsent();
            case SubjectEvent.EligibilityConfirmed _ -> next.with(new SubjectView.Eligibility(true, List.of()));
            case SubjectEvent.EligibilityNotMet e -> next.with(new SubjectView.Eligibility(false, e.criteriaNotMet()));
            case SubjectEvent.SubjectRandomized _ -> next.withAllocation();
            case SubjectEvent.SubjectWithdrawn e -> next.with(new SubjectView.Withdrawal(e.withdrawnOn(), e.reason()));
            case SubjectEvent.AssessmentRecorded e -> next.withForm(e.visit());
            case SubjectEvent.ValueCorrected _ -> next.withCorrection();
            case SubjectEvent.VisitDone done -> {
                VisitWindow window = done.window();
                yield next.with(
                        done.visit(),
                        new VisitView(
                                done.doneOn(), null, done.daysOutside(), window == null ? null : window.target()));
            }
            case SubjectEvent.VisitMissed missed -> {
                VisitWindow window = missed.window();
                yield next.with(
                        missed.visit(),
                        new VisitView(null, missed.reason(), 0, window == null ? null : window.target()));
            }
            default -> next;
        };
    }
}
