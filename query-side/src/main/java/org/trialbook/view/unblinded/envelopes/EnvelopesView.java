package org.trialbook.view.unblinded.envelopes;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// The envelopes of one site.
///
/// @param name null until the site was opened
/// @param issues by their number
public record EnvelopesView(String site, @Nullable String name, SortedMap<Integer, Issue> issues) {

    public record Issue(int issue, Instant issuedAt, List<String> subjects) {}
}
