package org.trialbook.view.sites;

import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.trialbook.view.projection.Counts;
import org.trialbook.view.readresults.ReadView;

/// One site's counts.
public record SiteRow(
        String site,
        @Nullable String name,
        @Nullable String zone,
        @Nullable Instant openedAt,
        int registered,
        int consented,
        int eligible,
        int notEligible,
        int randomized,
        int withdrawn,
        int visitsDone,
        int visitsMissed,
        int visitsOutOfWindow,
        int assessments,
        int corrections,
        int readsRegistered,
        int readsSubmitted) {

    /// @param reads every read of the study
    static SiteRow of(SiteView view, Collection<ReadView> reads) {
        Counts counts = view.counts();
        int registered = 0;
        int submitted = 0;
        for (ReadView read : reads) {
            if (view.site().equals(read.site())) {
                registered++;
                submitted += read.status() == ReadView.Status.SUBMITTED ? 1 : 0;
            }
        }
        return new SiteRow(
                view.site(),
                view.name(),
                view.zone(),
                view.openedAt(),
                counts.of("registered"),
                counts.of("consented"),
                counts.of("eligible"),
                counts.of("notEligible"),
                counts.of("randomized"),
                counts.of("withdrawn"),
                counts.of("visitsDone"),
                counts.of("visitsMissed"),
                counts.of("visitsOutOfWindow"),
                counts.of("assessments"),
                counts.of("corrections"),
                registered,
                submitted);
    }
}
