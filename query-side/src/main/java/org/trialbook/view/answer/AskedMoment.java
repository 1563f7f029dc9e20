package org.trialbook.view.answer;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.view.projection.AsOf;

/// Reads `?asOf=`: a number of events, such as `120`, or an instant, such as `2026-11-21T10:00:00Z`.
public final class AskedMoment {

    private AskedMoment() {}

    /// @throws ProblemException (400) when the text is neither
    public static AsOf parse(@Nullable String text) {
        if (text == null) {
            return new AsOf.Now();
        }
        if (text.matches("[0-9]{1,18}")) {
            return new AsOf.Size(Long.parseLong(text));
        }
        try {
            return new AsOf.At(Instant.parse(text));
        } catch (DateTimeException e) {
            throw new ProblemException(Problem.of(
                            "malformed-as-of",
                            "The moment asked for is not of its form",
                            400,
                            "The parameter 'asOf' is a number of events, such as 120, or an instant in UTC, such as"
                                    + " 2026-11-21T10:00:00Z.")
                    .with("parameter", "asOf"));
        }
    }

    /// @param size how many events the record has
    static ProblemException beyond(long size) {
        return new ProblemException(Problem.of(
                        "beyond-the-record",
                        "The record has not come so far",
                        400,
                        "The record has %d events so far, and nothing can be said of a later moment.".formatted(size))
                .with("parameter", "asOf")
                .with("size", size));
    }
}
