package org.trialbook.trial.rules;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.trialbook.trial.act.Refusal;

/// Between which days an act can have happened. Not after today, which is the site's. Not more than ten years ago:
/// trials follow people for years, and paper is entered late; what lies further back is a slip of the pen. A trial
/// that began on paper enters consents that are older than the protocol's publication here, so that that is no bound.
public final class DayBounds {

    public static final int YEARS = 10;

    /// Where a day begins first. Who belongs to no site is asked by it: a day that has begun nowhere lies in the
    /// future.
    public static final ZoneId LATEST_ZONE = ZoneOffset.ofHours(14);

    private DayBounds() {}

    public static LocalDate earliest(LocalDate today) {
        return today.minusYears(YEARS);
    }

    /// The refusal of a day on which nothing that is recorded today can have happened.
    public static @Nullable Refusal refusal(LocalDate day, LocalDate today) {
        if (day.isAfter(today)) {
            return SharedReasons.inTheFuture(day, today);
        }
        return day.isBefore(earliest(today)) ? SharedReasons.tooLongAgo(day, earliest(today)) : null;
    }
}
