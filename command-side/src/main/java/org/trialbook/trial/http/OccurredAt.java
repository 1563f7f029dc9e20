package org.trialbook.trial.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.trial.act.CommandContext;
import org.trialbook.trial.rules.DayBounds;

/// Reads the `occurredAt` of a request; each fault of it has its own sentence.
final class OccurredAt {

    private static final String EXAMPLE = "such as 2026-03-02T10:15:00+01:00[Europe/Berlin]";
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIME =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?"
                    + "(?<offset>Z|[+-][0-9]{2}:[0-9]{2}(:[0-9]{2})?)?(\\[(?<zone>[^\\[\\]]*)])?");

    private OccurredAt() {}

    /// @param given ISO 8601 with offset, and zone in brackets; null: now, UTC
    /// @throws ProblemException `invalid-field` when it is no time at which something can have happened
    static ZonedDateTime read(@Nullable String given, Instant now) {
        if (given == null) {
            return now.atZone(ZoneOffset.UTC);
        }
        if (DAY.matcher(given).matches()) {
            throw fault("it is a day without a time of day; give a time with its offset, " + EXAMPLE);
        }
        var form = TIME.matcher(given);
        if (!form.matches()) {
            throw fault("it is not a time with its offset, " + EXAMPLE);
        }
        if (form.group("offset") == null) {
            throw fault("it has no offset from UTC, such as +01:00 or Z; without one nobody knows when it was");
        }
        ZoneId zone = form.group("zone") == null ? null : zone(form.group("zone"));
        ZonedDateTime occurredAt = moment(given, zone);
        if (occurredAt.toInstant().isAfter(now.plus(CommandContext.CLOCK_TOLERANCE))) {
            throw fault("it lies in the future");
        }
        LocalDate earliest = DayBounds.earliest(LocalDate.ofInstant(now, ZoneOffset.UTC));
        if (LocalDate.ofInstant(occurredAt.toInstant(), ZoneOffset.UTC).isBefore(earliest)) {
            throw fault("it lies before %s, more than %d years ago".formatted(earliest, DayBounds.YEARS));
        }
        return occurredAt;
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw fault("the zone in brackets is not a time zone that is known, such as Europe/Berlin");
        }
    }

    /// An offset that is not the zone's would move the time, and perhaps the day, without a word.
    private static ZonedDateTime moment(String given, @Nullable ZoneId zone) {
        try {
            TemporalAccessor read = DateTimeFormatter.ISO_ZONED_DATE_TIME.parse(given.replaceFirst("\\[.*", ""));
            ZoneOffset offset = ZoneOffset.ofTotalSeconds(read.get(ChronoField.OFFSET_SECONDS));
            ZonedDateTime moment = ZonedDateTime.of(
                    read.query(TemporalQueries.localDate()), read.query(TemporalQueries.localTime()), offset);
            if (zone == null) {
                return moment;
            }
            ZonedDateTime there = moment.withZoneSameInstant(zone);
            if (!there.getOffset().equals(offset)) {
                throw fault("the offset %s is not that of %s at that time, which is %s"
                        .formatted(offset, zone, there.getOffset()));
            }
            return there;
        } catch (DateTimeException e) {
            throw fault("the calendar or the clock has no such time, or no such offset");
        }
    }

    private static ProblemException fault(String sentence) {
        return new ProblemException(Problems.invalidField("occurredAt", sentence));
    }
}
