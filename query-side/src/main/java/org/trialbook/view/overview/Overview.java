package org.trialbook.view.overview;

import java.util.SortedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
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

    /// @param byCriterion one subject may fail several criteria
    public record Excluded(
            int total,
            int notMeetingCriteria,
            SortedMap<String, Integer> byCriterion,
            int withdrawnBeforeRandomization) {}

    public record Withdrawn(int total, SortedMap<String, Integer> byReason) {}

    public record Visits(int done, int missed, int outOfWindow) {}

    static Overview of(StudyView view) {
        StudyView.PublishedProtocol protocol = view.protocol();
        int failed = count(view, Stage.NOT_ELIGIBLE::equals);
        int gone = count(view, Stage.WITHDRAWN_BEFORE_RANDOMIZATION::equals);
        int randomized = count(view, Stage::wasRandomized);
        Counts withdrawn = view.withdrawnByReason();
        return new Overview(
                view.study(),
                protocol == null ? null : protocol.title(),
                protocol == null ? null : protocol.registry(),
                protocol == null ? null : protocol.version(),
                protocol == null ? null : protocol.contentHash(),
                view.seedCommitments(),
                view.sitesOpen().size(),
                new Enrolment(randomized, protocol == null ? 0 : protocol.target()),
                new Consort(
                        view.subjects().size(),
                        new Excluded(
                                failed + gone,
                                failed,
                                view.excludedByCriterion().byName(),
                                gone),
                        count(view, stage -> stage.screening() || stage == Stage.ELIGIBLE),
                        randomized,
                        new Withdrawn(withdrawn.total(), withdrawn.byName())),
                new Visits(
                        view.visits().of("done"),
                        view.visits().of("missed"),
                        view.visits().of("outOfWindow")));
    }

    private static int count(StudyView view, Predicate<Stage> which) {
        return (int) view.subjects().values().stream().filter(which).count();
    }
}
