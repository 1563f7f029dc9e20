package org.trialbook.view.matrix;

import java.time.LocalDate;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.view.overview.Stage;
import org.trialbook.view.projection.Counts;

/// One subject's progress through the visits.
///
/// @param anchors `enrolment`, `randomization`, `implant` → the day visits are counted from
/// @param visits visit code → what was recorded
public record SubjectView(
        String subject,
        @Nullable String site,
        Stage stage,
        SortedMap<String, LocalDate> anchors,
        SortedMap<String, VisitView> visits) {

    SubjectView with(String nextSite, Stage next) {
        return new SubjectView(subject, nextSite, next, anchors, visits);
    }

    /// The first such day counts: a second attempt at an implant must not show by moving the visits after it.
    SubjectView anchored(String anchor, LocalDate day) {
        return anchors.containsKey(anchor)
                ? this
                : new SubjectView(subject, site, stage, Counts.with(anchors, anchor, day), visits);
    }

    SubjectView visited(String visit, VisitView recorded) {
        return new SubjectView(subject, site, stage, anchors, Counts.with(visits, visit, recorded));
    }
}
