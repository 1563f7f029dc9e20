package org.trialbook.event;

import java.util.Set;

/// What concerns the study as a whole.
public sealed interface StudyEvent extends TrialEvent {

    /// The study's protocol came into force.
    ///
    /// @param protocolVersion the version the protocol gives itself
    /// @param contentHash SHA-256 of `content`'s UTF-8 bytes, lower-case hexadecimal
    /// @param content the protocol file, exactly as published
    /// @param seedCommitment SHA-256 commitment to the secret randomization seed, lower-case
    ///     hexadecimal: the list
    ///     was fixed before the first subject
    record ProtocolPublished(
            StudyId study, String protocolVersion, String contentHash, String content, String seedCommitment)
            implements StudyEvent {
        @Override
        public Set<EventTag> tags() {
            return Set.of();
        }
    }

    /// A site may enrol from now on.
    ///
    /// @param zone the site's IANA time zone, such as `Europe/Berlin`
    record SiteOpened(StudyId study, SiteId site, String name, String zone) implements StudyEvent {
        @Override
        public Set<EventTag> tags() {
            return Set.of(EventTag.of(site));
        }
    }
}
