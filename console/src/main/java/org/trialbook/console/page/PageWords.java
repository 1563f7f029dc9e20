package org.trialbook.console.page;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/// Days, times, units and stored names as a page shows them.
public final class PageWords {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

    /// UCUM codes that nobody writes by hand.
    private static final Map<String, String> UNITS =
            Map.of("mm[Hg]", "mmHg", "mL/m2", "mL/m²", "a", "years", "Ohm", "Ω", "/min", "per min", "deg", "°");

    private PageWords() {}

    /// `2026-11-28` as "28 Nov 2026"; what is no day as it is.
    public static String day(String iso) {
        try {
            return DAY.format(LocalDate.parse(iso));
        } catch (DateTimeException e) {
            return iso;
        }
    }

    public static String day(LocalDate day) {
        return DAY.format(day);
    }

    /// "28 Nov 2026, 17:04 Berlin".
    public static String time(Instant instant, ZoneId zone) {
        String place = zone.getId().substring(zone.getId().lastIndexOf('/') + 1).replace('_', ' ');
        return TIME.format(instant.atZone(zone)) + " " + (place.equals("Z") ? "UTC" : place);
    }

    /// In UTC, for tooltips and print.
    public static String utc(Instant instant) {
        return TIME.format(instant.atZone(ZoneOffset.UTC)) + " UTC";
    }

    public static String unit(String ucum) {
        return UNITS.getOrDefault(ucum, ucum);
    }

    /// `SubjectRandomized`, `not-scheduled` as "Subject randomized", "Not scheduled".
    public static String words(String stored) {
        String spaced = stored.replaceAll("(?<=[a-z])(?=[A-Z])", " ").replace('-', ' ');
        String lower = spaced.toLowerCase(Locale.ROOT);
        return lower.isEmpty() ? lower : lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1);
    }
}
