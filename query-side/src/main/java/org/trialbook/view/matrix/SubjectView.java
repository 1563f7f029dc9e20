package org.trialbook.view.matrix;

import java.time.LocalDate;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.view.overview.Stage;
import org.trialbook.view.projection.Counts;

/// One subject's progress through the visits.
///
/// @param anchors `enrolment`, `randomization`, `implant` → the day visits are counted from; see
///     [org.trialbook.protocol.VisitAnchors]
/// @param visits visit code → what was recorded
public record SubjectView(
        String subject,
        @Nullable String site,
        Stage stage,
        SortedMap<String, LocalDate> anchors,
        SortedMap<String, VisitView> visits) {

    SubjectView with(String nextSite, Stage next, SortedMap<String, LocalDate> days) {
        return new SubjectView(subject, nextSite, next, days, visits);
    }

    SubjectView visited(String visit, VisitView recorded) {
        return new SubjectView(subject, site, stage, anchors, Counts.with(visits, visit, recorded));
    }
}
