package org.trialbook.protocol.expression;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A formula or a check as it was written, taken apart. [ExpressionParser] reads it, [ExpressionTypes] says
/// whether it means something, [ExpressionValues] computes it.
public sealed interface Expression {

    record Number(BigDecimal number) implements Expression {}

    /// A code, a day or a time, in quotes.
    record Quoted(String text) implements Expression {}

    record Truth(boolean holds) implements Expression {}

    /// The answer to an item of the form, or to one elsewhere, as an [AnswerReference] is written.
    record Answer(String item) implements Expression {}

    record Negative(Expression of) implements Expression {}

    record Not(Expression of) implements Expression {}

    /// @param operator `+ - * / = <> < <= > >= and or`
    record Both(String operator, Expression left, Expression right) implements Expression {}

    record Power(Expression of, int exponent) implements Expression {}

    /// The same quantity in another unit.
    record In(Expression of, String unit) implements Expression {}

    record Call(String function, List<Expression> arguments) implements Expression {}

    /// The items that it reads, in the order in which they are written.
    default Set<String> items() {
        Set<String> items = new LinkedHashSet<>();
        collect(this, items);
        return items;
    }

    private static void collect(Expression expression, Set<String> items) {
        switch (expression) {
            case Number _, Quoted _, Truth _ -> {}
            case Answer(var item) -> items.add(item);
            case Negative(var of) -> collect(of, items);
            case Not(var of) -> collect(of, items);
            case Power(var of, int _) -> collect(of, items);
            case In(var of, var _) -> collect(of, items);
            case Both(var _, var left, var right) -> {
                collect(left, items);
                collect(right, items);
            }
            case Call(var _, var arguments) -> arguments.forEach(argument -> collect(argument, items));
        }
    }
}
