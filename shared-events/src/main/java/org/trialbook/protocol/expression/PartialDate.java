package org.trialbook.protocol.expression;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Pattern;

/// A day of which the year is known, perhaps the month, perhaps the day: `2026`, `2026-03`, `2026-03-02`.
///
/// @param text as it is written, which is as much as is known
/// @param earliest the first day that it may have been
/// @param latest the last one
public record PartialDate(String text, LocalDate earliest, LocalDate latest) {

    private static final Pattern FORM = Pattern.compile("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?");

    /// What a text says, if it says a day in part.
    public static Optional<PartialDate> of(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    switch (text.length()) {
                        case 4 -> {
                            Year year = Year.parse(text);
                            yield new PartialDate(
                                    text, year.atDay(1), year.atMonth(12).atEndOfMonth());
                        }
                        case 7 -> {
                            YearMonth month = YearMonth.parse(text);
                            yield new PartialDate(text, month.atDay(1), month.atEndOfMonth());
                        }
                        default -> {
                            LocalDate day = LocalDate.parse(text);
                            yield new PartialDate(text, day, day);
                        }
                    });
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
