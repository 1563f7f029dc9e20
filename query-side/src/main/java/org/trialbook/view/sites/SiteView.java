package org.trialbook.view.sites;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One site.
///
/// @param name null until the site was opened
/// @param zone IANA time zone
public record SiteView(
        String site,
        @Nullable String name,
        @Nullable String zone,
        @Nullable Instant openedAt) {}
