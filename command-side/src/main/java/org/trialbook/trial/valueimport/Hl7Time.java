package org.trialbook.trial.valueimport;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trialbook.trial.valueimport.Observation.Day;

/// Days and times as HL7 version 2 writes them: YYYY[MM[DD[HH[MM[SS[.S…]]]]]][+/-ZZZZ] (2.A.22), and HHMM[SS] (2.A.75).
final class Hl7Time {
    private static final Pattern MOMENT = Pattern.compile(
            "(?<year>\\d{4})(?:(?<month>\\d{2})(?:(?<day>\\d{2})(?:(?<hour>\\d{2})(?<minute>\\d{2})?(?<second>\\d{2})?(?:[.]\\d+)?)?)?)?"
                    + "(?<offset>[+-]\\d{4})?");
    private static final Pattern TIME = Pattern.compile("(\\d{2})(\\d{2})(\\d{2})?");

    private Hl7Time() {}

    /// @throws IllegalArgumentException when it names no day
    static Day day(String written) {
        String iso = iso(written);
        try {
            if (iso.length() > 10 && !iso.matches(".*T.*[+-].*")) {
                // Without an offset, it is the time of where it was written.
                return new Day.On(LocalDate.parse(iso.substring(0, 10)));
            }
            return iso.length() > 10 ? new Day.At(OffsetDateTime.parse(iso)) : new Day.On(LocalDate.parse(iso));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("no day: " + written, e);
        }
    }

    /// A time of day in ISO 8601; what is none stays as it is.
    static String time(String written) {
        Matcher time = TIME.matcher(written);
        if (!time.matches()) {
            return written;
        }
        String second = time.group(3);
        return time.group(1) + ":" + time.group(2) + (second == null ? "" : ":" + second);
    }

    /// A moment in ISO 8601, as far as it is said; what is none stays as it is.
    static String iso(String written) {
        Matcher moment = MOMENT.matcher(written);
        if (!moment.matches()) {
            return written;
        }
        StringBuilder iso = new StringBuilder(moment.group("year"));
        if (moment.group("month") != null) {
            iso.append('-').append(moment.group("month"));
        }
        if (moment.group("day") != null) {
            iso.append('-').append(moment.group("day"));
        }
        if (moment.group("hour") != null) {
            iso.append('T').append(moment.group("hour")).append(':');
            iso.append(moment.group("minute") == null ? "00" : moment.group("minute"));
            iso.append(':').append(moment.group("second") == null ? "00" : moment.group("second"));
            String offset = moment.group("offset");
            iso.append(offset == null ? "" : offset.substring(0, 3) + ":" + offset.substring(3));
        }
        return iso.toString();
    }
}
