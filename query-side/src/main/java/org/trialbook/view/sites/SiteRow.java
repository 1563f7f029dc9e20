package org.trialbook.view.sites;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.trialbook.view.projection.Counts;
import org.trialbook.view.readresults.ReadView;

/// One site's counts.
///
/// @param readsSubmitted null for the site itself: what becomes of a read after its registration is the core lab's
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
        @Nullable Integer readsSubmitted) {

    /// How many reads a site has.
    record Reads(int registered, int submitted) {
        static final Reads NONE = new Reads(0, 0);

        Reads with(ReadView read) {
            return new Reads(registered + 1, submitted + (read.status() == ReadView.Status.SUBMITTED ? 1 : 0));
        }
    }

    SiteRow withoutCoreLab() {
        return new SiteRow(
                site,
                name,
                zone,
                openedAt,
                registered,
                consented,
                eligible,
                notEligible,
                randomized,
                withdrawn,
                visitsDone,
                visitsMissed,
                visitsOutOfWindow,
                assessments,
                corrections,
                readsRegistered,
                null);
    }

    static SiteRow of(SiteView view, Reads reads) {
        Counts counts = view.counts();
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
                reads.registered(),
                reads.submitted());
    }
}
