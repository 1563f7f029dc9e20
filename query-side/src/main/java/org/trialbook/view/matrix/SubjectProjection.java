package org.trialbook.view.matrix;

import java.util.Set;
import java.util.TreeMap;
import org.trialbook.event.ActRefused;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.event.VisitWindow;
import org.trialbook.protocol.SubjectDays;
import org.trialbook.view.overview.Stage;
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
        return new SubjectView(id, null, Stage.REGISTERED, new TreeMap<>(), SubjectDays.none(), new TreeMap<>());
    }

    @Override
    public SubjectView apply(SubjectView view, RecordedEvent recorded) {
        return recorded.event() instanceof SubjectEvent event ? applied(view, event) : view;
    }

    private static SubjectView applied(SubjectView view, SubjectEvent event) {
        SubjectView next = view.after(event);
        return switch (event) {
            case SubjectEvent.VisitDone done -> {
                VisitWindow window = done.window();
                yield next.visited(
                        done.visit(),
                        new VisitView(
                                done.doneOn(), null, done.daysOutside(), window == null ? null : window.target()));
            }
            case SubjectEvent.VisitMissed missed -> {
                VisitWindow window = missed.window();
                yield next.visited(
                        missed.visit(),
                        new VisitView(null, missed.reason(), 0, window == null ? null : window.target()));
            }
            case SubjectEvent.SubjectRegistered _,
                    SubjectEvent.ConsentSigned _,
                    SubjectEvent.EligibilityConfirmed _,
                    SubjectEvent.EligibilityNotMet _,
                    SubjectEvent.SubjectRandomized _,
                    SubjectEvent.ImplantAttempted _,
                    SubjectEvent.CrossoverRequested _,
                    SubjectEvent.CrossoverApproved _,
                    SubjectEvent.CrossoverDenied _,
                    SubjectEvent.AssessmentRecorded _,
                    SubjectEvent.ValueCorrected _,
                    SubjectEvent.SubjectWithdrawn _,
                    SubjectEvent.SubjectUnblinded _,
                    SubjectEvent.UnblindingAssessed _,
                    SubjectEvent.DeviationRecorded _ -> next;
        };
    }
}
