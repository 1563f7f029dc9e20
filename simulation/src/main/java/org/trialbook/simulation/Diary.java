package org.trialbook.simulation;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/// Gives the acts of one subject their times of day: working hours of the site, in the order of the acts.
final class Diary {

    private static final LocalTime OPENS = LocalTime.of(8, 0);

    private final ZoneId zone;
    private final Chance chance;
    private @Nullable ZonedDateTime last;

    Diary(ZoneId zone, Chance chance) {
        this.zone = zone;
        this.chance = chance;
    }

    /// The next act's time on that day.
    ZonedDateTime next(LocalDate day) {
        ZonedDateTime time = last != null && last.toLocalDate().equals(day)
                ? last.plusMinutes(chance.between(4, 25))
                : ZonedDateTime.of(day, OPENS, zone).plusMinutes(chance.between(0, 120));
        last = time;
        return time;
    }
}
