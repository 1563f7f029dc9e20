package org.trialbook.console.page;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/// Days, times, units and stored names as a page shows them.
public final class PageWords {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    /// UCUM codes that nobody writes by hand.
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("mm[Hg]", "mmHg"),
            Map.entry("mL/m2", "mL/m²"),
            Map.entry("a", "years"),
            Map.entry("Ohm", "Ω"),
            Map.entry("/min", "per min"),
            Map.entry("deg", "°"),
            Map.entry("Cel", "°C"),
            Map.entry("[degF]", "°F"),
            Map.entry("umol/L", "µmol/L"),
            Map.entry("V.ms", "V·ms"));

    private static final Map<String, String> FORMATS = Map.of(
            "application/dicom", "DICOM",
            "application/pdf", "PDF",
            "application/xml", "Annotated ECG",
            "image/png", "PNG");
    private static final int SMALL = 100_000;

    private PageWords() {}

    /// "PDF, 1.2 MB".
    public static String file(String contentType, long bytes) {
        return format(contentType) + ", " + size(bytes);
    }

    /// `image/png` as "PNG".
    public static String format(String contentType) {
        return FORMATS.getOrDefault(contentType, contentType);
    }

    public static String size(long bytes) {
        return bytes < SMALL ? "%d bytes".formatted(bytes) : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

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
        return TIME.format(instant.atZone(zone)) + " " + place(zone);
    }

    /// `Europe/Berlin` as "Berlin".
    public static String place(ZoneId zone) {
        String place = zone.getId().substring(zone.getId().lastIndexOf('/') + 1).replace('_', ' ');
        return place.equals("Z") ? "UTC" : place;
    }

    /// `2026-03-02T09:30+01:00[Europe/Berlin]` as "2 Mar 2026, 09:30 Berlin", a day as a day; anything else as it
    /// is.
    public static String clock(String answer) {
        try {
            ZonedDateTime moment = ZonedDateTime.parse(answer);
            String place = place(moment.getZone());
            boolean offset = moment.getZone() instanceof ZoneOffset && !place.equals("UTC");
            return TIME.format(moment) + (offset ? " UTC" : " ") + place;
        } catch (DateTimeException e) {
            return day(answer);
        }
    }

    /// In UTC, for tooltips and print.
    public static String utc(Instant instant) {
        return TIME.format(instant.atZone(ZoneOffset.UTC)) + " UTC";
    }

    /// In UTC, where events are told apart by their seconds.
    public static String utcToTheSecond(Instant instant) {
        return TO_THE_SECOND.format(instant.atOffset(ZoneOffset.UTC)) + " UTC";
    }

    /// The clinic's time with its zone, such as `2026-03-02 09:00:00 +01:00 Europe/Berlin`; what is not of that
    /// form is shown as it was recorded.
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

    /// What the record gives as an instant, in UTC; anything else as it is.
    public static String utc(String instant) {
        try {
            return utcToTheSecond(Instant.parse(instant));
        } catch (DateTimeException e) {
            return instant;
        }
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
