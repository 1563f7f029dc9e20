package org.trialbook.event;

import java.time.LocalDate;

/// When a visit was due: first and last permitted day and the target day between them, all in the site's
/// calendar.
public record VisitWindow(LocalDate opens, LocalDate target, LocalDate closes) {

    /// Days outside the window: negative when early, positive when late, 0 within.
    public int daysOutside(LocalDate day) {
        if (day.isBefore(opens)) {
            return Math.toIntExact(day.toEpochDay() - opens.toEpochDay());
        }
        return day.isAfter(closes) ? Math.toIntExact(day.toEpochDay() - closes.toEpochDay()) : 0;
    }
}
