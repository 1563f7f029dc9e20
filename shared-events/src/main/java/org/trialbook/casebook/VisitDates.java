package org.trialbook.casebook;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectEvent.ConsentSigned;
import org.trialbook.event.SubjectEvent.ImplantAttempted;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.SubjectEvent.VisitDone;
import org.trialbook.event.SubjectEvent.VisitMissed;
import org.trialbook.event.VisitWindow;
import org.trialbook.protocol.Anchors;
import org.trialbook.protocol.Protocol.Visit;

/// The days that a subject's visits are counted from, the windows that follow, and what became of each visit. It never
/// changes, so that a view can hold it.
///
/// Of each anchor the day counts that was recorded first. Further attempts at an implant are withheld from the blinded,
/// and so none of them may move a window, whatever its date.
///
/// @param anchors one of [Anchors] → the day it was first recorded for
/// @param outcomes visit code → what was recorded of it last
public record VisitDates(SortedMap<String, LocalDate> anchors, SortedMap<String, VisitOutcome> outcomes) {

    public static final VisitDates NONE = new VisitDates(Collections.emptySortedMap(), Collections.emptySortedMap());

    /// The dates after one more event; these are not changed.
    public VisitDates after(SubjectEvent event) {
        return switch (event) {
            case ConsentSigned consent -> countedFrom(Anchors.ENROLMENT, consent.signedOn());
            case SubjectRandomized randomized -> countedFrom(Anchors.RANDOMIZATION, randomized.randomizedOn());
            case ImplantAttempted attempt -> countedFrom(Anchors.IMPLANT, attempt.performedOn());
            case VisitDone visit -> new VisitDates(anchors, with(outcomes, visit.visit(), VisitOutcome.of(visit)));
            case VisitMissed visit -> new VisitDates(anchors, with(outcomes, visit.visit(), VisitOutcome.of(visit)));
            default -> this;
        };
    }

    private VisitDates countedFrom(String anchor, LocalDate day) {
        return anchors.containsKey(anchor) ? this : new VisitDates(with(anchors, anchor, day), outcomes);
    }

    private static <V> SortedMap<String, V> with(SortedMap<String, V> map, String key, V value) {
        return Persistent.of(map).plus(key, value);
    }

    /// The visit's window, or nothing for a visit without a fixed date or whose anchor has not happened.
    public Optional<VisitWindow> window(Visit visit) {
        return anchor(visit)
                .map(day -> shifted(day, visit.day()))
                .map(target ->
                        new VisitWindow(shifted(target, -visit.before()), target, shifted(target, visit.after())));
    }

    /// The first day on which the visit, or a form of it, can have taken place: that of what it is counted from, or the
    /// day on which its window opens where the protocol lets it be earlier. Nothing for a visit without a window.
    public Optional<LocalDate> earliest(Visit visit) {
        return anchor(visit)
                .flatMap(anchor ->
                        window(visit).map(VisitWindow::opens).map(opens -> anchor.isBefore(opens) ? anchor : opens));
    }

    private Optional<LocalDate> anchor(Visit visit) {
        @Nullable String anchor = visit.anchor();
        return anchor == null ? Optional.empty() : Optional.ofNullable(anchors.get(anchor));
    }

    /// Earlier programs took days of any year: at the ends of the calendar a window is cut off.
    private static LocalDate shifted(LocalDate day, int days) {
        return LocalDate.ofEpochDay(
                Math.clamp(day.toEpochDay() + days, LocalDate.MIN.toEpochDay(), LocalDate.MAX.toEpochDay()));
    }
}
