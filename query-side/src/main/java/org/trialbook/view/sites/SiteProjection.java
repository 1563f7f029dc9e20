package org.trialbook.view.sites;

import java.util.Set;
import java.util.TreeMap;
import org.trialbook.event.ActRefused;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.overview.Stage;
import org.trialbook.view.projection.Counts;
import org.trialbook.view.projection.Projection;
import org.trialbook.view.projection.RecordedEvent;

/// Folds the record into one [SiteView] per site. Submitted reads do not name a site; they are counted from the
/// reads when somebody asks.
public final class SiteProjection implements Projection<SiteView> {

    public static final SiteProjection SITES = new SiteProjection();

    private SiteProjection() {}

    @Override
    public String name() {
        return "sites";
    }

    @Override
    public Class<SiteView> type() {
        return SiteView.class;
    }

    @Override
    public Set<String> ids(TrialEvent event) {
        return switch (event) {
            case StudyEvent.SiteOpened opened -> Set.of(opened.site().value());
            case SubjectEvent subject -> Set.of(subject.site().value());
            case StudyEvent _, ReadingEvent _, ActRefused _ -> Set.of();
        };
    }

    @Override
    public SiteView initial(String id) {
        return new SiteView(id, null, null, null, new TreeMap<>(), Counts.NONE);
    }

    @Override
    public SiteView apply(SiteView view, RecordedEvent recorded) {
        return switch (recorded.event()) {
            case StudyEvent.SiteOpened opened ->
                new SiteView(
                        view.site(),
                        opened.name(),
                        opened.zone(),
                        recorded.recordedAt(),
                        view.subjects(),
                        view.counts());
            case SubjectEvent event -> {
                String subject = event.subject().value();
                Stage before = view.subjects().getOrDefault(subject, Stage.REGISTERED);
                Stage after = before.after(event);
                yield view.with(subject, after).with(counted(view.counts(), event, before, after));
            }
            case StudyEvent _, ReadingEvent _, ActRefused _ -> view;
        };
    }

    private static Counts counted(Counts counts, SubjectEvent event, Stage before, Stage after) {
        boolean moved = before != after;
        return switch (event) {
            case SubjectEvent.SubjectRegistered _ -> counts.plusOne("registered");
            case SubjectEvent.ConsentSigned _ -> moved ? counts.plusOne("consented") : counts;
            case SubjectEvent.EligibilityConfirmed _ -> moved ? counts.plusOne("eligible") : counts;
            case SubjectEvent.EligibilityNotMet _ -> moved ? counts.plusOne("notEligible") : counts;
            case SubjectEvent.SubjectRandomized _ -> moved ? counts.plusOne("randomized") : counts;
            case SubjectEvent.SubjectWithdrawn _ -> moved ? counts.plusOne("withdrawn") : counts;
            case SubjectEvent.VisitDone done -> {
                Counts visits = counts.plusOne("visitsDone");
                yield done.daysOutside() == 0 ? visits : visits.plusOne("visitsOutOfWindow");
            }
            case SubjectEvent.VisitMissed _ -> counts.plusOne("visitsMissed");
            case SubjectEvent.AssessmentRecorded _ -> counts.plusOne("assessments");
            case SubjectEvent.ValueCorrected _ -> counts.plusOne("corrections");
            // How often a lead was tried, or anything asked for, differs between arms: not counted here.
            case SubjectEvent.ImplantAttempted _,
                    SubjectEvent.CrossoverRequested _,
                    SubjectEvent.CrossoverApproved _,
                    SubjectEvent.CrossoverDenied _ -> counts;
            case SubjectEvent.SubjectUnblinded _, SubjectEvent.UnblindingAssessed _, SubjectEvent.DeviationRecorded _ ->
                counts;
        };
    }
}
