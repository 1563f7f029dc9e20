package org.trialbook.access.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/// Days and instants as callers write them: with a year of four digits. What Java reads beyond that,
/// `+999999999-12-31`, is so far away that reckoning with it overflows, one day or one microsecond further on.
public final class PlainDates {

    /// The years that RFC 3339 has.
    private static final Pattern FOUR_DIGITS = Pattern.compile("[0-9]{4}-.*");

    private PlainDates() {}

    /// @param text such as `2026-11-21`
    /// @throws DateTimeException when it is not of that form, or no day
    public static LocalDate day(String text) {
        return LocalDate.parse(plain(text));
    }

    /// @param text such as `2026-11-21T10:00:00Z`
    /// @throws DateTimeException when it is not of that form, or no instant
    public static Instant instant(String text) {
        return Instant.parse(plain(text));
    }

    private static String plain(String text) {
        if (!FOUR_DIGITS.matcher(text).matches()) {
            throw new DateTimeException("a year has four digits");
        }
        return text;
    }

    /// Of a day in a body.
    static final class DayReader extends StdScalarDeserializer<LocalDate> {

        DayReader() {
            super(LocalDate.class);
        }

        @Override
        public LocalDate deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                try {
                    return day(parser.getString());
                } catch (DateTimeException e) {
                    // Told below, like everything else that is no day.
                }
            }
            return context.reportInputMismatch(this, "not a day such as 2026-11-21");
        }
    }
}
