package org.trialbook.view.pages;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Stored names and times in the words of a page.
public final class DisplayFormats {

    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private DisplayFormats() {}

    /// `SubjectRandomized`, `randomizedOn` and `not-eligible` as "Subject randomized", "Randomized on" and "Not
    /// eligible".
    public static String of(String stored) {
        String spaced = stored.replaceAll("(?<=[a-z])(?=[A-Z])", " ").replace('-', ' ');
        String lower = spaced.toLowerCase(Locale.ROOT);
        return lower.isEmpty() ? lower : lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1);
    }

    /// The server's time, in UTC.
    public static String serverTime(Instant instant) {
        return TO_THE_SECOND.format(instant.atOffset(ZoneOffset.UTC)) + " UTC";
    }

    /// The clinic's time with its zone, such as `2026-03-02 09:00:00 +01:00 Europe/Berlin`; what isn't of that form is
    /// shown as it was recorded.
    public static String clinicTime(String occurredAt) {
        try {
            ZonedDateTime time = ZonedDateTime.parse(occurredAt);
            String offset = time.getOffset().equals(ZoneOffset.UTC)
                    ? "+00:00"
                    : time.getOffset().getId();
            String zone = time.getZone() instanceof ZoneOffset ? "" : " " + time.getZone();
            return TO_THE_SECOND.format(time) + " " + offset + zone;
        } catch (DateTimeException e) {
            return occurredAt;
        }
    }
}
