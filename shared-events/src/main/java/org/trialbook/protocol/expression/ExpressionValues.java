package org.trialbook.protocol.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Computes what [ExpressionTypes] let pass. What is not answered makes what is computed from it unknown (null),
/// save where an `and`, an `or` or an `if` is decided without it, and where `answered` or `count` ask for just
/// that.
///
/// Answers are numbers, truths, codes, sets of codes, days, times and moments, as [AnswerType] says.
public final class ExpressionValues {

    private static final MathContext DIGITS = MathContext.DECIMAL128;
    /// No form has a larger number; one that grew beyond is unknown rather than endless.
    private static final BigDecimal LARGEST = BigDecimal.ONE.movePointRight(15);

    private final Map<String, ?> answers;
    private final Map<String, String> units;

    private ExpressionValues(Map<String, ?> answers, Map<String, String> units) {
        this.answers = answers;
        this.units = units;
    }

    /// @param answers item → answer, for those that are answered
    /// @param units item → its unit, for numbers that have one
    public static @Nullable Object of(Expression expression, Map<String, ?> answers, Map<String, String> units) {
        try {
            Object value = new ExpressionValues(answers, units).value(expression);
            return value instanceof BigDecimal number && number.abs().compareTo(LARGEST) > 0 ? null : value;
        } catch (ArithmeticException e) {
            // A division by nothing, or a root of less than nothing.
            return null;
        }
    }

    private @Nullable Object value(Expression expression) {
        return switch (expression) {
            case Expression.Number(var number) -> number;
            case Expression.Quoted(var text) -> text;
            case Expression.Truth(var holds) -> holds;
            case Expression.Answer(var item) -> answers.get(item);
            case Expression.Negative(var of) -> value(of) instanceof BigDecimal number ? number.negate() : null;
            case Expression.Not(var of) -> value(of) instanceof Boolean holds ? !holds : null;
            case Expression.Power(var of, int exponent) ->
                value(of) instanceof BigDecimal number ? bounded(number.pow(exponent, DIGITS)) : null;
            case Expression.In(var of, var unit) ->
                value(of) instanceof BigDecimal number ? in(number, of, unit) : null;
            case Expression.Both both -> both(both);
            case Expression.Call call -> call(call);
        };
    }

    private static BigDecimal bounded(BigDecimal number) {
        if (number.precision() - number.scale() > 40 || number.scale() > 400) {
            throw new ArithmeticException("too large, or too small, for a form");
        }
        return number;
    }

    private BigDecimal in(BigDecimal number, Expression of, String unit) {
        if (of instanceof Expression.Answer(var item) && units.get(item) instanceof String from) {
            return Ucum.convert(number, from, unit).orElseThrow(() -> new ArithmeticException("another measure"));
        }
        return of instanceof Expression.Number
                ? number
                : number.multiply(unitOf(of).factor()).divide(Ucum.of(unit).factor(), DIGITS);
    }

    /// The unit in which a part of the expression comes out.
    private Ucum unitOf(Expression of) {
        return switch (of) {
            case Expression.Answer(var item) -> units.containsKey(item) ? Ucum.of(units.get(item)) : Ucum.ONE;
            case Expression.Negative(var inner) -> unitOf(inner);
            case Expression.Power(var inner, int exponent) -> unitOf(inner).power(exponent);
            case Expression.In(var _, var unit) -> Ucum.of(unit);
            case Expression.Both(var operator, var left, var right) ->
                switch (operator) {
                    case "*" -> unitOf(left).times(unitOf(right));
                    case "/" -> unitOf(left).per(unitOf(right));
                    default -> left instanceof Expression.Number ? unitOf(right) : unitOf(left);
                };
            case Expression.Call(var function, var arguments) ->
                switch (function) {
                    case "days" -> Ucum.of("d");
                    case "years" -> Ucum.of("a");
                    case "hours" -> Ucum.of("h");
                    case "count" -> Ucum.ONE;
                    case "if" -> unitOf(arguments.get(1));
                    case "sqrt" -> unitOf(arguments.getFirst()).root().orElse(Ucum.ONE);
                    default -> unitOf(arguments.getFirst());
                };
            default -> Ucum.ONE;
        };
    }

    private @Nullable Object both(Expression.Both both) {
        Object left = value(both.left());
        if (both.operator().equals("and") || both.operator().equals("or")) {
            boolean decides = both.operator().equals("or");
            Object right = value(both.right());
            if (Objects.equals(left, decides) || Objects.equals(right, decides)) {
                return decides;
            }
            return left == null || right == null ? null : !decides;
        }
        Object right = value(both.right());
        if (left == null || right == null) {
            return null;
        }
        if (left instanceof BigDecimal one && right instanceof BigDecimal other) {
            return numbers(both.operator(), one, other);
        }
        int order = order(left, right);
        return compares(both.operator(), order);
    }

    private static Object numbers(String operator, BigDecimal one, BigDecimal other) {
        return switch (operator) {
            case "+" -> bounded(one.add(other, DIGITS));
            case "-" -> bounded(one.subtract(other, DIGITS));
            case "*" -> bounded(one.multiply(other, DIGITS));
            case "/" -> bounded(one.divide(other, DIGITS));
            default -> compares(operator, one.compareTo(other));
        };
    }

    private static int order(Object left, Object right) {
        return switch (left) {
            case LocalDate day ->
                day.compareTo(right instanceof String text ? LocalDate.parse(text) : (LocalDate) right);
            case LocalTime time ->
                time.compareTo(right instanceof String text ? LocalTime.parse(text) : (LocalTime) right);
            case OffsetDateTime moment -> moment.toInstant().compareTo(((OffsetDateTime) right).toInstant());
            case String text when !(right instanceof String) -> -order(right, text);
            default -> left.equals(right) ? 0 : 1;
        };
    }

    private static boolean compares(String operator, int order) {
        return switch (operator) {
            case "=" -> order == 0;
            case "<>" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private @Nullable Object call(Expression.Call call) {
        List<Expression> arguments = call.arguments();
        switch (call.function()) {
            case "answered" -> {
                return value(arguments.getFirst()) != null;
            }
            case "count" -> {
                return BigDecimal.valueOf(
                        arguments.stream().filter(each -> value(each) != null).count());
            }
            case "if" -> {
                Object condition = value(arguments.getFirst());
                return condition == null ? null : value(arguments.get(condition.equals(true) ? 1 : 2));
            }
            default -> {}
        }
        List<Object> values = new ArrayList<>();
        for (Expression argument : arguments) {
            Object value = value(argument);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return switch (call.function()) {
            case "includes" -> ((Set<?>) values.getFirst()).contains(values.get(1));
            case "days" ->
                BigDecimal.valueOf(ChronoUnit.DAYS.between((LocalDate) values.getFirst(), (LocalDate) values.get(1)));
            case "years" ->
                BigDecimal.valueOf(ChronoUnit.YEARS.between((LocalDate) values.getFirst(), (LocalDate) values.get(1)));
            case "hours" ->
                BigDecimal.valueOf(Duration.between((OffsetDateTime) values.getFirst(), (OffsetDateTime) values.get(1))
                                .toSeconds())
                        .divide(BigDecimal.valueOf(3600), DIGITS);
            default ->
                numeric(
                        call.function(),
                        values.stream().map(BigDecimal.class::cast).toList());
        };
    }

    private static BigDecimal numeric(String function, List<BigDecimal> numbers) {
        BigDecimal first = numbers.getFirst();
        return switch (function) {
            case "sum" -> numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            case "mean" ->
                numbers.stream()
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .divide(BigDecimal.valueOf(numbers.size()), DIGITS);
            case "min" -> Collections.min(numbers);
            case "max" -> Collections.max(numbers);
            case "abs" -> first.abs();
            case "round" -> first.setScale(numbers.get(1).intValueExact(), RoundingMode.HALF_UP);
            default -> first.sqrt(DIGITS);
        };
    }
}
