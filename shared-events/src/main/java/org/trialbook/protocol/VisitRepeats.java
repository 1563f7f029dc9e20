package org.trialbook.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// How often a visit takes place, and when. The first is on the visit's own day, and each further one so many days
/// after it. How many there can be is bounded, so that a schedule can be shown before anybody is in the trial;
/// what ends it earlier says [Visit#ends].
///
/// @param every days from one to the next
@InFile("how a visit repeats")
public record VisitRepeats(
        @InFile("days from one to the next, such as 21") @JsonProperty(required = true)
        int every,

        Until until) {

    /// More than that nobody plans one by one.
    static final int MOST = 200;

    /// Exactly one of the two.
    ///
    /// @param visits how many there are
    /// @param day the last day, counted as the visit's own day is
    @InFile("until when")
    public record Until(
            @InFile(value = "how many there are at most", optional = true) @Nullable
            Integer visits,

            @InFile(value = "the last day, counted as the visit's own day is", optional = true) @Nullable
            Integer day) {}

    /// How many there are of a visit whose first is on that day.
    int count(int first) {
        if (until.visits() != null) {
            return until.visits();
        }
        return until.day() == null || until.day() < first || every < 1 ? 0 : (until.day() - first) / every + 1;
    }
}
