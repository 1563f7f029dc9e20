package org.trialbook.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// What must hold between the answers of a form. It is asked once everything that it reads is answered.
///
/// @param that an expression over the form's items and what is read [Elsewhere], see
///     [org.trialbook.protocol.expression.ExpressionParser]
/// @param text what whoever breaks it is told
/// @param item beside which it is told; the first that it reads when null
@InFile("a check")
public record FormCheck(
        String code,

        @InFile("hard: cannot be; soft: can be, with a reason")
        Kind kind,

        @InFile("what must hold, such as lvesv < lvedv, or weight > 0.8 * weight@previous")
        String that,

        @InFile("what is told where it does not hold") String text,

        @InFile(
                value = "the item beside which it is told; the first of its form that it reads where none is named",
                optional = true)
        @Nullable
        String item) {

    public enum Kind {
        /// Such answers cannot be.
        @JsonProperty("hard")
        HARD,
        /// Such answers are odd: they are recorded with a reason.
        @JsonProperty("soft")
        SOFT
    }
}
