package org.trialbook.view.question;

import java.time.DateTimeException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Audience;
import org.trialbook.access.http.PlainDates;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.view.projection.AsOf;

/// Reads `?asOf=`: an instant, such as `2026-11-21T10:00:00Z`; or what an answer said in `X-Record-Position`, which
/// is a number of events for those who may know how many there are, and a [SnapshotToken] for the others.
///
/// @param audience of the caller
final class AskedSnapshot {

    private final Audience audience;
    private final AudienceIndex audiences;

    AskedSnapshot(Audience audience, AudienceIndex audiences) {
        this.audience = audience;
        this.audiences = audiences;
    }

    /// @throws ProblemException (400) when the text is neither, or a moment that has not come
    AsOf parse(@Nullable String text) {
        if (text == null) {
            return new AsOf.Now();
        }
        if (numbers() && text.matches("[0-9]{1,18}")) {
            return new AsOf.Size(Long.parseLong(text));
        }
        OptionalLong counted = SnapshotToken.parse(text);
        if (!numbers() && counted.isPresent()) {
            return new AsOf.Size(
                    audiences.sizeAfter(audience, counted.getAsLong()).orElseThrow(() -> beyond(0)));
        }
        try {
            return new AsOf.At(PlainDates.instant(text));
        } catch (DateTimeException e) {
            throw new ProblemException(Problem.of(
                            "malformed-as-of",
                            "The moment asked for is not of its form",
                            400,
                            "The parameter 'asOf' is %s, or an instant in UTC, such as 2026-11-21T10:00:00Z."
                                    .formatted(
                                            numbers()
                                                    ? "a number of events, such as 120"
                                                    : "a moment as an answer's X-Record-Position names it, such as"
                                                            + " m3c"))
                    .with("parameter", "asOf"));
        }
    }

    /// @param size how many events the record has; told to those who may know
    ProblemException beyond(long size) {
        String said = "nothing can be said of a later moment.";
        return new ProblemException(problem(
                numbers()
                        ? "The record has %d events so far, and %s".formatted(size, said)
                        : "The record has not come to the moment asked for, and " + said,
                size));
    }

    private Problem problem(String detail, long size) {
        Problem problem = Problem.of("beyond-the-record", "The record has not come so far", 400, detail)
                .with("parameter", "asOf");
        return numbers() ? problem.with("size", size) : problem;
    }

    private boolean numbers() {
        return audience instanceof Audience.Everybody;
    }
}
