package org.trialbook.view.matrix;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.SubjectEvent;
import org.trialbook.protocol.OddDays;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.SubjectDays;
import org.trialbook.protocol.VisitAnchors;
import org.trialbook.view.overview.Stage;
import org.trialbook.view.projection.Counts;

/// One subject's progress through the visits.
///
/// @param anchors `enrolment`, `randomization`, `implant` → the day visits are counted from; see
///     [VisitAnchors]
/// @param days what may contradict each other; no sealed value is among them
/// @param visits visit code → what was recorded
public record SubjectView(
        String subject,
        @Nullable String site,
        Stage stage,
        SortedMap<String, LocalDate> anchors,
        SubjectDays days,
        SortedMap<String, VisitView> visits) {

    SubjectView after(SubjectEvent event) {
        return new SubjectView(
                subject,
                event.site().value(),
                stage.after(event),
                VisitAnchors.after(anchors, event),
                days.after(event),
                visits);
    }

    /// What is odd about the subject's days, under a protocol.
    public List<OddDays.Mark> marks(Protocol protocol) {
        return OddDays.of(days, anchors, protocol);
    }

    SubjectView visited(String visit, VisitView recorded) {
        return new SubjectView(subject, site, stage, anchors, days, Counts.with(visits, visit, recorded));
    }
}
