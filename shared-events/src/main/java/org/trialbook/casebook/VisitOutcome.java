package org.trialbook.casebook;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.CorrectionEvent.FactCorrected;
import org.trialbook.event.MovedVisit;
import org.trialbook.event.SubjectEvent.VisitDone;
import org.trialbook.event.SubjectEvent.VisitMissed;
import org.trialbook.event.VisitWindow;

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

    /// The same visit, as it was corrected.
    VisitOutcome corrected(FactCorrected fact) {
        return new VisitOutcome(
                fact.day("doneOn").orElse(doneOn), fact.text("reason").orElse(reason), daysOutside, target);
    }

    /// The same visit, where its window lies otherwise.
    VisitOutcome moved(MovedVisit to) {
        VisitWindow window = to.window();
        return new VisitOutcome(doneOn, reason, to.daysOutside(), window == null ? null : window.target());
    }

    /// Whether it was done on a day outside its window.
    public boolean outOfWindow() {
        return done() && daysOutside != 0;
    }

    public boolean done() {
        return doneOn != null;
    }
}
