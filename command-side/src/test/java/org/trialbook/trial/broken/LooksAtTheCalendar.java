package org.trialbook.trial.broken;

import java.time.LocalDate;
import java.time.ZoneOffset;

/// The day should arrive in the act.
public final class LooksAtTheCalendar {

    private LooksAtTheCalendar() {}

    static LocalDate decide() {
        return LocalDate.now(ZoneOffset.UTC);
    }
}
