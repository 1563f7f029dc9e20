package org.trialbook.protocol.expression;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an answer or a part of an expression is.
public sealed interface AnswerType {

    /// A number in a unit.
    ///
    /// @param literal whether it is written into the expression: then it takes the unit of what it meets
    record Quantity(Ucum unit, boolean literal) implements AnswerType {
        /// @param code a UCUM code; null where the item has none
        public static Quantity in(@Nullable String code) {
            return new Quantity(code == null ? Ucum.ONE : Ucum.of(code), false);
        }
    }

    record Logical() implements AnswerType {}

    /// One of some codes.
    record Choice(Set<String> codes) implements AnswerType {}

    /// Some of some codes.
    record Choices(Set<String> codes) implements AnswerType {}

    record Day() implements AnswerType {}

    record TimeOfDay() implements AnswerType {}

    /// A moment, with its zone.
    record Moment() implements AnswerType {}

    /// What is only known to be answered or not: texts, and days that are known in part.
    record Opaque() implements AnswerType {}

    /// Something in quotes: what it is, its neighbour says.
    record Literal(String text) implements AnswerType {}
}
