package org.trialbook.view.sites;

import java.time.Instant;
import java.util.Collection;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.VisitOutcome;
import org.trialbook.view.course.Stage;
import org.trialbook.view.course.SubjectView;
import org.trialbook.view.readresults.ReadView;

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

    static SiteRow of(SiteView view, Collection<SubjectView> subjects, Reads reads) {
        return new SiteRow(
                view.site(),
                view.name(),
                view.zone(),
                view.openedAt(),
                subjects.size(),
                count(subjects, subject -> subject.progress().consented()),
                count(
                        subjects,
                        subject -> subject.progress().eligibility() != null
                                && subject.progress().eligibility().met()),
                count(subjects, subject -> subject.stage() == Stage.NOT_ELIGIBLE),
                count(subjects, subject -> subject.progress().randomized()),
                count(subjects, subject -> subject.progress().withdrawal() != null),
                visits(subjects, VisitOutcome::done),
                visits(subjects, visit -> !visit.done()),
                visits(subjects, VisitOutcome::outOfWindow),
                subjects.stream().mapToInt(SubjectView::assessments).sum(),
                subjects.stream().mapToInt(SubjectView::corrections).sum(),
                reads.registered(),
                reads.submitted());
    }

    private static int count(Collection<SubjectView> subjects, Predicate<SubjectView> which) {
        return (int) subjects.stream().filter(which).count();
    }

    private static int visits(Collection<SubjectView> subjects, Predicate<VisitOutcome> which) {
        return (int) subjects.stream()
                .flatMap(subject -> subject.visits().outcomes().values().stream())
                .filter(which)
                .count();
    }
}
