package org.trialbook.view.overview;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.trialbook.event.ActRefused;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.Protocol;
import org.trialbook.view.projection.Counts;
import org.trialbook.view.projection.Projection;
import org.trialbook.view.projection.RecordedEvent;

/// Folds the record into one [StudyView] per study.
public final class StudyProjection implements Projection<StudyView> {

    public static final StudyProjection STUDY = new StudyProjection();

    private StudyProjection() {}

    @Override
    public String name() {
        return "study";
    }

    @Override
    public Class<StudyView> type() {
        return StudyView.class;
    }

    @Override
    public Set<String> ids(TrialEvent event) {
        return switch (event) {
            case StudyEvent.ProtocolPublished _,
                    StudyEvent.SeedShareCommitted _,
                    StudyEvent.SiteOpened _,
                    SubjectEvent _ -> Set.of(event.study().value());
            case StudyEvent _, ReadingEvent _, ActRefused _ -> Set.of();
        };
    }

    @Override
    public StudyView initial(String id) {
        return new StudyView(
                id,
                null,
                new TreeMap<>(),
                Collections.emptySortedSet(),
                new TreeMap<>(),
                Counts.NONE,
                Counts.NONE,
                Counts.NONE);
    }

    @Override
    public StudyView apply(StudyView view, RecordedEvent recorded) {
        return switch (recorded.event()) {
            case StudyEvent.ProtocolPublished published -> view.with(published(published));
            case StudyEvent.SeedShareCommitted committed -> {
                SortedMap<String, String> commitments = new TreeMap<>(view.seedCommitments());
                commitments.putIfAbsent(committed.party(), committed.commitment());
                yield view.with(Collections.unmodifiableSortedMap(commitments));
            }
            case StudyEvent.SiteOpened opened -> {
                SortedSet<String> open = new TreeSet<>(view.sitesOpen());
                open.add(opened.site().value());
                yield view.withSites(Collections.unmodifiableSortedSet(open));
            }
            case SubjectEvent event -> counted(view, event);
            case StudyEvent _, ReadingEvent _, ActRefused _ -> view;
        };
    }

    private static StudyView.PublishedProtocol published(StudyEvent.ProtocolPublished event) {
        Protocol protocol = ProtocolInForce.read(event.content());
        return new StudyView.PublishedProtocol(
                event.protocolVersion(),
                event.contentHash(),
                event.content(),
                protocol.title(),
                protocol.registry(),
                protocol.target());
    }

    private static StudyView counted(StudyView view, SubjectEvent event) {
        String subject = event.subject().value();
        Stage before = view.subjects().getOrDefault(subject, Stage.REGISTERED);
        Stage after = before.after(event);
        StudyView staged = view.with(subject, after);
        return switch (event) {
            case SubjectEvent.EligibilityNotMet failed
            when after != before -> {
                Counts excluded = view.excludedByCriterion();
                for (String criterion : failed.criteriaNotMet()) {
                    excluded = excluded.plusOne(criterion);
                }
                yield staged.excluded(excluded);
            }
            case SubjectEvent.SubjectWithdrawn withdrawn
            when after == Stage.WITHDRAWN && before != after ->
                staged.withdrawn(view.withdrawnByReason().plusOne(withdrawn.reason()));
            case SubjectEvent.VisitDone done -> {
                Counts visits = view.visits().plusOne("done");
                yield staged.visited(done.daysOutside() == 0 ? visits : visits.plusOne("outOfWindow"));
            }
            case SubjectEvent.VisitMissed _ -> staged.visited(view.visits().plusOne("missed"));
            case SubjectEvent.SubjectRegistered _,
                    SubjectEvent.ConsentSigned _,
                    SubjectEvent.EligibilityConfirmed _,
                    SubjectEvent.EligibilityNotMet _,
                    SubjectEvent.SubjectRandomized _,
                    SubjectEvent.SubjectWithdrawn _,
                    SubjectEvent.ImplantAttempted _,
                    SubjectEvent.CrossoverRequested _,
                    SubjectEvent.CrossoverApproved _,
                    SubjectEvent.CrossoverDenied _,
                    SubjectEvent.AssessmentRecorded _,
                    SubjectEvent.ValueCorrected _,
                    SubjectEvent.SubjectUnblinded _,
                    SubjectEvent.UnblindingAssessed _,
                    SubjectEvent.DeviationRecorded _ -> staged;
        };
    }
}
