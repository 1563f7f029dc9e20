package org.trialbook.casebook;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.SubjectEvent.VisitDone;
import org.trialbook.event.SubjectEvent.VisitMissed;

/// What became of a visit: it was done, or missed.
///
/// @param doneOn null when missed
/// @param reason null when done
/// @param daysOutside days outside the window; negative when early
/// @param target the day it was due; null where the protocol ties the visit to no date
public record VisitOutcome(
        @Nullable LocalDate doneOn,
        @Nullable String reason,
        int daysOutside,
        @Nullable LocalDate target) {

    static VisitOutcome of(VisitDone visit) {
        return new VisitOutcome(
                visit.doneOn(),
                null,
                visit.daysOutside(),
                visit.window() == null ? null : visit.window().target());
    }

    static VisitOutcome of(VisitMissed visit) {
        return new VisitOutcome(
                null,
                visit.reason(),
                0,
                visit.window() == null ? null : visit.window().target());
    }

    /// Whether it was done on a day outside its window.
    public boolean outOfWindow() {
        return done() && daysOutside != 0;
    }

    public boolean done() {
        return doneOn != null;
    }
}
