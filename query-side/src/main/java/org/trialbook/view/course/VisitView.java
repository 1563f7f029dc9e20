package org.trialbook.view.course;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A visit that was recorded as done or missed.
///
/// @param doneOn null when missed
/// @param reason null when done
/// @param daysOutside days outside the window; negative when early
/// @param target the day it was due; null where the protocol ties the visit to no date
public record VisitView(
        @Nullable LocalDate doneOn,
        @Nullable String reason,
        int daysOutside,
        @Nullable LocalDate target) {

    /// Whether it was done on a day outside its window.
    public boolean outOfWindow() {
        return done() && daysOutside != 0;
    }

    public boolean done() {
        return doneOn != null;
    }
}
