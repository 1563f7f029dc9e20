package org.trialbook.view.sites;

import static org.trialbook.view.sites.SiteProjection.SITES;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.view.projection.Snapshot;

/// In which zone the days of each site begin and end. A view over several sites asks for each site's own day.
public final class SiteZones {

    private final Map<String, ZoneId> zones = new HashMap<>();

    public SiteZones(Snapshot snapshot) {
        snapshot.all(SITES).forEach((site, view) -> {
            if (view.zone() != null) {
                zones.put(site, ZoneId.of(view.zone()));
            }
        });
    }

    /// Those that were opened.
    public Set<String> sites() {
        return zones.keySet();
    }

    /// UTC for a site that is not opened.
    public ZoneId of(@Nullable String site) {
        return site == null ? ZoneOffset.UTC : zones.getOrDefault(site, ZoneOffset.UTC);
    }

    /// The day that it is at a site.
    public LocalDate today(@Nullable String site, Instant now) {
        return LocalDate.ofInstant(now, of(site));
    }
}
