package org.trialbook.view.sites;

import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.view.overview.Stage;
import org.trialbook.view.projection.Counts;

/// One site.
///
/// @param name null until the site was opened
/// @param zone IANA time zone
/// @param subjects subject → how far they have come
/// @param counts by the names in [SiteProjection]
public record SiteView(
        String site,
        @Nullable String name,
        @Nullable String zone,
        @Nullable Instant openedAt,
        SortedMap<String, Stage> subjects,
        Counts counts) {

    SiteView with(Counts next) {
        return new SiteView(site, name, zone, openedAt, subjects, next);
    }

    SiteView with(String subject, Stage stage) {
        return new SiteView(site, name, zone, openedAt, Counts.with(subjects, subject, stage), counts);
    }
}
