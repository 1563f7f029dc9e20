package org.trialbook.view.overview;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.VersionsInForce;
import org.trialbook.event.TextsBesideTheLog;
import org.trialbook.protocol.Protocol.CodeListItem;

/// The study as a whole, without its subjects.
///
/// @param protocol the newest version of the protocol; null before one was published
/// @param visits every visit that any version had: first those in force, then those that were left out since
/// @param seedCommitments party → the commitment to its share of the randomization seed
/// @param sitesOpen the numbers of the sites that may enrol
/// @param versions which version of the protocol holds where
public record StudyView(
        String study,
        @Nullable PublishedProtocol protocol,
        List<CodeListItem> visits,
        SortedMap<String, String> seedCommitments,
        SortedSet<String> sitesOpen,
        VersionsInForce versions) {

    /// @param inLine the file, exactly as published; null where it stands beside the log
    /// @param practice whether the study is only for practice
    public record PublishedProtocol(
            String version,
            String contentHash,
            @Nullable String inLine,
            String title,
            String registry,
            int target,
            boolean practice) {

        /// The file, exactly as published, wherever it stands.
        public String content() {
            return inLine == null ? TextsBesideTheLog.text(contentHash) : inLine;
        }
    }

    StudyView with(PublishedProtocol next, List<CodeListItem> all) {
        return new StudyView(study, next, all, seedCommitments, sitesOpen, versions);
    }

    StudyView with(SortedMap<String, String> commitments) {
        return new StudyView(study, protocol, visits, commitments, sitesOpen, versions);
    }

    StudyView withSites(SortedSet<String> next) {
        return new StudyView(study, protocol, visits, seedCommitments, next, versions);
    }

    StudyView withVersions(VersionsInForce next) {
        return new StudyView(study, protocol, visits, seedCommitments, sitesOpen, next);
    }
}
