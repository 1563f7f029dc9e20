package org.trialbook.casebook;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.SiteId;
import org.trialbook.event.TrialEvent;
import org.trialbook.event.UrgentVersionEvent.LateApprovalRecorded;
import org.trialbook.event.UrgentVersionEvent.VersionActivatedAtOnce;

/// Versions that hold at a site because of an immediate hazard, and what became of their approval.
public final class UrgentVersions {

    /// Within how many days the committee is to be told, and its approval asked for here: Regulation (EU) 536/2014,
    /// article 54(2).
    public static final int DAYS = 7;

    private final Map<Place, Urgent> all = new LinkedHashMap<>();

    private record Place(String site, String version) {}

    /// @param hazard what subjects would be exposed to
    /// @param approvedOn null while the approval is not recorded; `approval` is the committee's reference
    public record Urgent(
            String hazard,
            Instant since,
            @Nullable LocalDate approvedOn,
            @Nullable String approval) {

        /// The day on which the approval is late from then on.
        public LocalDate due(ZoneId zone) {
            return LocalDate.ofInstant(since, zone).plusDays(DAYS);
        }

        public boolean awaitsApproval() {
            return approvedOn == null;
        }
    }

    public void take(TrialEvent event, Instant recordedAt) {
        switch (event) {
            case VersionActivatedAtOnce e ->
                all.put(
                        new Place(e.site().value(), e.protocolVersion()),
                        new Urgent(e.hazard(), recordedAt, null, null));
            case LateApprovalRecorded e ->
                all.computeIfPresent(
                        new Place(e.site().value(), e.protocolVersion()),
                        (place, urgent) -> new Urgent(urgent.hazard(), urgent.since(), e.approvedOn(), e.approval()));
            default -> {}
        }
    }

    /// Of a version that holds, or held, at a site at once; empty of any other.
    public Optional<Urgent> at(SiteId site, String version) {
        return Optional.ofNullable(all.get(new Place(site.value(), version)));
    }
}
