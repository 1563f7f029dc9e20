package org.trialbook.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What became of a query.
///
/// @param outcome what the answer came to; null unless it was answered
/// @param assignedTo the role that answers it from now on; null unless it was assigned anew
/// @param text the answer, or why
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QueryChange(
        Step step, @Nullable Outcome outcome, @Nullable String assignedTo, String text) {

    public enum Step {
        ANSWERED,
        ASSIGNED,
        REOPENED,
        CLOSED,
        CANCELLED;

        @JsonValue
        public String storedName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Outcome {
        /// The data were put right.
        CORRECTED,
        /// The data are right as they stand.
        CONFIRMED,
        /// Whoever asked has to say more.
        NEEDS_INFORMATION;

        /// As in requests, such as `needs-information`.
        @JsonValue
        public String storedName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// @throws IllegalArgumentException when none is called so
        public static Outcome named(String storedName) {
            return valueOf(storedName.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    public static QueryChange of(Step step, String text) {
        return new QueryChange(step, null, null, text);
    }
}
