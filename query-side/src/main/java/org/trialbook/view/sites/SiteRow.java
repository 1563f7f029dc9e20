package org.trialbook.view.sites;

import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.trialbook.view.course.SubjectCounts;
import org.trialbook.view.course.SubjectView;
import org.trialbook.view.readresults.ReadCounts;

/// One site's counts, of subjects by what is recorded of each: whoever was randomized has been registered, too.
///
/// @param eligible by the newest assessment, whatever came after it
/// @param notEligible screening failures: excluded by the newest assessment
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

    static SiteRow of(SiteView view, Collection<SubjectView> subjects, ReadCounts.OfSite reads) {
        SubjectCounts counts = SubjectCounts.of(subjects);
        return new SiteRow(
                view.site(),
                view.name(),
                view.zone(),
                view.openedAt(),
                counts.subjects(),
                counts.consented(),
                counts.eligible(),
                counts.notEligible(),
                counts.randomized(),
                counts.withdrawn(),
                counts.visitsDone(),
                counts.visitsMissed(),
                counts.visitsOutOfWindow(),
                counts.assessments(),
                counts.corrections(),
                reads.registered(),
                reads.submitted());
    }
}
