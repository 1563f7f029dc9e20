package org.trialbook.view.overview;

import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.trialbook.view.projection.Counts;

/// The study as a whole.
///
/// @param protocol the protocol in force; null before one was published
/// @param seedCommitments party → the commitment to its share of the randomization seed
/// @param sitesOpen the numbers of the sites that may enrol
/// @param subjects subject → how far they have come
/// @param excludedByCriterion criterion → subjects for whom it did not hold; one subject may count several times
/// @param withdrawnByReason reason → subjects withdrawn after randomization
/// @param visits `done`, `missed`, and of those done `outOfWindow`
public record StudyView(
        String study,
        @Nullable PublishedProtocol protocol,
        SortedMap<String, String> seedCommitments,
        SortedSet<String> sitesOpen,
        SortedMap<String, Stage> subjects,
        Counts excludedByCriterion,
        Counts withdrawnByReason,
        Counts visits) {

    /// @param content the file, exactly as published
    public record PublishedProtocol(
            String version,
            String contentHash,
            String content,
            String title,
            String registry,
            int target) {}

    StudyView with(PublishedProtocol next) {
        return new StudyView(study, next, seedCommitments, sitesOpen, subjects, excludedByCriterion, withdrawnByReason, visits);
    }

    StudyView with(SortedMap<String, String> commitments) {
        return new StudyView(
                study, protocol, commitments, sitesOpen, subjects, excludedByCriterion, withdrawnByReason, visits);
    }

    StudyView withSites(SortedSet<String> next) {
        return new StudyView(study, protocol, seedCommitments, next, subjects, excludedByCriterion, withdrawnByReason, visits);
    }

    StudyView with(String subject, Stage stage) {
        return new StudyView(
                study,
                protocol,
                seedCommitments,
                sitesOpen,
                Counts.with(subjects, subject, stage),
                excludedByCriterion,
                withdrawnByReason,
                visits);
    }

    StudyView excluded(Counts next) {
        return new StudyView(study, protocol, seedCommitments, sitesOpen, subjects, next, withdrawnByReason, visits);
    }

    StudyView withdrawn(Counts next) {
        return new StudyView(study, protocol, seedCommitments, sitesOpen, subjects, excludedByCriterion, next, visits);
    }

    StudyView visited(Counts next) {
        return new StudyView(study, protocol, seedCommitments, sitesOpen, subjects, excludedByCriterion, withdrawnByReason, next);
    }
}
