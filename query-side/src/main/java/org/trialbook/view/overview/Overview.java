package org.trialbook.view.overview;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.SubjectProgress;
import org.trialbook.casebook.VisitOutcome;
import org.trialbook.view.course.Stage;
import org.trialbook.view.course.SubjectView;
import org.trialbook.view.projection.Counts;

/// The participant flow of CONSORT 2025 as far as it can be told without arms, and the enrolment.
public record Overview(
        String study,
        @Nullable String title,
        @Nullable String registry,
        @Nullable String protocolVersion,
        @Nullable String protocolHash,
        SortedMap<String, String> seedCommitments,
        int sitesOpen,
        Enrolment enrolment,
        Consort consort,
        Visits visits) {

    public record Enrolment(int randomized, int target) {}

    /// @param assessed persons screened
    /// @param inScreening not yet decided, including those eligible and not yet randomized
    public record Consort(int assessed, Excluded excluded, int inScreening, int randomized, Withdrawn withdrawn) {}

    /// @param notMeetingCriteria by the newest assessment
    /// @param byCriterion of these; one subject may fail several criteria
    public record Excluded(
            int total,
            int notMeetingCriteria,
            SortedMap<String, Integer> byCriterion,
            int withdrawnBeforeRandomization) {}

    public record Withdrawn(int total, SortedMap<String, Integer> byReason) {}

    /// @param outOfWindow how many of those done
    public record Visits(int done, int missed, int outOfWindow) {}

    static Overview of(StudyView view, Collection<SubjectView> subjects) {
        StudyView.PublishedProtocol protocol = view.protocol();
        int randomized = count(subjects, Stage::wasRandomized);
        return new Overview(
                view.study(),
                protocol == null ? null : protocol.title(),
                protocol == null ? null : protocol.registry(),
                protocol == null ? null : protocol.version(),
                protocol == null ? null : protocol.contentHash(),
                view.seedCommitments(),
                view.sitesOpen().size(),
                new Enrolment(randomized, protocol == null ? 0 : protocol.target()),
                consort(subjects, randomized),
                visits(subjects));
    }

    private static Consort consort(Collection<SubjectView> subjects, int randomized) {
        Counts criteria = Counts.NONE;
        Counts reasons = Counts.NONE;
        for (SubjectView subject : subjects) {
            SubjectProgress.Eligibility eligibility = subject.progress().eligibility();
            if (subject.stage() == Stage.NOT_ELIGIBLE && eligibility != null) {
                for (String criterion : eligibility.criteriaNotMet()) {
                    criteria = criteria.plusOne(criterion);
                }
            }
            SubjectProgress.Withdrawal withdrawal = subject.progress().withdrawal();
            if (subject.stage() == Stage.WITHDRAWN && withdrawal != null) {
                reasons = reasons.plusOne(withdrawal.reason());
            }
        }
        int failed = count(subjects, Stage.NOT_ELIGIBLE::equals);
        int gone = count(subjects, Stage.WITHDRAWN_BEFORE_RANDOMIZATION::equals);
        return new Consort(
                subjects.size(),
                new Excluded(failed + gone, failed, criteria.byName(), gone),
                count(subjects, Stage::screening),
                randomized,
                new Withdrawn(reasons.total(), reasons.byName()));
    }

    private static Visits visits(Collection<SubjectView> subjects) {
        List<VisitOutcome> visits = subjects.stream()
                .flatMap(subject -> subject.visits().outcomes().values().stream())
                .toList();
        int done = (int) visits.stream().filter(VisitOutcome::done).count();
        return new Visits(done, visits.size() - done, (int)
                visits.stream().filter(VisitOutcome::outOfWindow).count());
    }

    private static int count(Collection<SubjectView> subjects, Predicate<Stage> which) {
        return (int) subjects.stream().map(SubjectView::stage).filter(which).count();
    }
}
