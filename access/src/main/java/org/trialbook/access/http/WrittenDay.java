package org.trialbook.access.http;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/// Reads a day from text such as `2026-03-02`, and from nothing else: `[2026,3,2]` and `61` are no days, and the day of
/// `2026-03-02T23:30:00Z` depends on where one is. A year has four digits.
final class WrittenDay extends StdScalarDeserializer<LocalDate> {

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    WrittenDay() {
        super(LocalDate.class);
    }

    @Override
    public LocalDate deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() == JsonToken.VALUE_STRING
                && DAY.matcher(parser.getString()).matches()) {
            try {
                return LocalDate.parse(parser.getString());
            } catch (DateTimeException e) {
                // Told below: the calendar has no such day.
            }
        }
        return context.reportInputMismatch(this, "not a day");
    }
}
