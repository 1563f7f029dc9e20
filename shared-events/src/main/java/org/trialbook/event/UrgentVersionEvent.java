package org.trialbook.event;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/// What concerns a version of the protocol that a site works under before its ethics committee has approved it,
/// because subjects would be in danger otherwise.
public sealed interface UrgentVersionEvent extends StudyEvent {

    SiteId site();

    String protocolVersion();

    @Override
    default Set<EventTag> tags() {
        return Set.of(EventTag.of(site()));
    }

    @Override
    default Optional<SiteId> aboutSite() {
        return Optional.of(site());
    }

    /// A version holds at a site from now on, to eliminate an immediate hazard; the approval follows.
    ///
    /// @param hazard what would happen to subjects under the version before; whoever says it is blind
    @Stored("VersionActivatedAtOnce")
    record VersionActivatedAtOnce(StudyId study, SiteId site, String protocolVersion, String hazard)
            implements UrgentVersionEvent, ToBlinded.Shown {}

    /// The site's ethics committee has approved a version that held at once.
    ///
    /// @param approvedOn the day of the committee's approval
    /// @param approval the committee's reference
    @Stored("LateApprovalRecorded")
    record LateApprovalRecorded(
            StudyId study, SiteId site, String protocolVersion, LocalDate approvedOn, String approval)
            implements UrgentVersionEvent, ToBlinded.Shown {}
}
