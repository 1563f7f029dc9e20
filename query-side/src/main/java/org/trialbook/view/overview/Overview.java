package org.trialbook.view.overview;

import java.util.Collection;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.view.course.SubjectCounts;
import org.trialbook.view.course.SubjectView;

/// The participant flow of CONSORT 2025 as far as it can be told without arms, and the enrolment.
///
/// @param practice whether the study is only for practice
public record Overview(
        String study,
        boolean practice,
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
        SubjectCounts counts = SubjectCounts.of(subjects);
        return new Overview(
                view.study(),
                protocol != null && protocol.practice(),
                protocol == null ? null : protocol.title(),
                protocol == null ? null : protocol.registry(),
                protocol == null ? null : protocol.version(),
                protocol == null ? null : protocol.contentHash(),
                view.seedCommitments(),
                view.sitesOpen().size(),
                new Enrolment(counts.randomized(), protocol == null ? 0 : protocol.target()),
                new Consort(
                        counts.subjects(),
                        new Excluded(
                                counts.notEligible() + counts.withdrawnBeforeRandomization(),
                                counts.notEligible(),
                                counts.criteriaNotMet(),
                                counts.withdrawnBeforeRandomization()),
                        counts.inScreening(),
                        counts.randomized(),
                        new Withdrawn(
                                counts.withdrawals().values().stream()
                                        .mapToInt(Integer::intValue)
                                        .sum(),
                                counts.withdrawals())),
                new Visits(counts.visitsDone(), counts.visitsMissed(), counts.visitsOutOfWindow()));
    }
}
