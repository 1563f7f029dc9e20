package org.trialbook.event;

import java.time.LocalDate;

/// When a visit was due: first and last permitted day and the target day between them, all in the site's
/// calendar.
public record VisitWindow(LocalDate opens, LocalDate target, LocalDate closes) {

    /// Days outside the window: negative when early, positive when late, 0 within. A day of an old log may lie in any
    /// year; then it is as many as there are ints.
    public int daysOutside(LocalDate day) {
        if (day.isBefore(opens)) {
            return Math.clamp(day.toEpochDay() - opens.toEpochDay(), Integer.MIN_VALUE, -1);
        }
        return day.isAfter(closes) ? Math.clamp(day.toEpochDay() - closes.toEpochDay(), 1, Integer.MAX_VALUE) : 0;
    }
}
