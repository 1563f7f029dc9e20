package org.trialbook.protocol.expression;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.trialbook.protocol.expression.AnswerType.Choice;
import org.trialbook.protocol.expression.AnswerType.Choices;
import org.trialbook.protocol.expression.AnswerType.Day;
import org.trialbook.protocol.expression.AnswerType.Literal;
import org.trialbook.protocol.expression.AnswerType.Logical;
import org.trialbook.protocol.expression.AnswerType.Moment;
import org.trialbook.protocol.expression.AnswerType.Opaque;
import org.trialbook.protocol.expression.AnswerType.Quantity;
import org.trialbook.protocol.expression.AnswerType.TimeOfDay;

/// Whether an expression means something: that nothing is added, compared or taken for something else than it is,
/// units included. What passes here is computed without a surprise.
public final class ExpressionTypes {

    static final List<String> FUNCTIONS = List.of(
            "abs",
            "answered",
            "count",
            "days",
            "hours",
            "if",
            "includes",
            "max",
            "mean",
            "min",
            "round",
            "sqrt",
            "sum",
            "years");

    private static final Quantity PLAIN = new Quantity(Ucum.ONE, false);

    private final Map<String, AnswerType> items;

    private ExpressionTypes(Map<String, AnswerType> items) {
        this.items = items;
    }

    /// What the expression is.
    ///
    /// @param items of those that it may read
    /// @throws InvalidExpressionException when it means nothing
    public static AnswerType of(Expression expression, Map<String, AnswerType> items) {
        return new ExpressionTypes(items).type(expression);
    }

    private static InvalidExpressionException wrong(String message, Object... texts) {
        return new InvalidExpressionException(message.formatted(texts));
    }

    private AnswerType type(Expression expression) {
        return switch (expression) {
            case Expression.Number _ -> new Quantity(Ucum.ONE, true);
            case Expression.Quoted(var text) -> new Literal(text);
            case Expression.Truth _ -> new Logical();
            case Expression.Answer(var item) -> {
                AnswerType type = items.get(item);
                if (type == null) {
                    throw wrong("there is no item '%s' to read", item);
                }
                yield type;
            }
            case Expression.Negative(var of) -> quantity(of);
            case Expression.Not(var of) -> logical(of);
            case Expression.Power(var of, int exponent) -> {
                Quantity base = quantity(of);
                yield new Quantity(base.unit().power(exponent), base.literal());
            }
            case Expression.In(var of, var unit) -> in(of, unit);
            case Expression.Both both -> both(both);
            case Expression.Call call -> call(call);
        };
    }

    private Quantity quantity(Expression of) {
        if (type(of) instanceof Quantity quantity) {
            return quantity;
        }
        throw wrong("%s is no number", shown(of));
    }

    private Logical logical(Expression of) {
        if (type(of) instanceof Logical logical) {
            return logical;
        }
        throw wrong("%s is neither true nor false", shown(of));
    }

    private static String shown(Expression of) {
        return switch (of) {
            case Expression.Answer(var item) -> "'" + item + "'";
            case Expression.Quoted(var text) -> "'" + text + "'";
            case Expression.Number(var number) -> number.toPlainString();
            case Expression.Call(var function, var _) -> function + "(…)";
            default -> "a part of it";
        };
    }

    private Quantity in(Expression of, String unit) {
        Quantity from = quantity(of);
        Ucum to = Ucum.of(unit);
        if (!from.literal() && !from.unit().dimensions().equals(to.dimensions())) {
            throw wrong("%s cannot be said in '%s': that measures something else", shown(of), unit);
        }
        return new Quantity(to, false);
    }

    private AnswerType both(Expression.Both both) {
        return switch (both.operator()) {
            case "and", "or" -> {
                logical(both.left());
                yield logical(both.right());
            }
            case "+", "-" -> alike(both.left(), both.right());
            case "*" -> {
                Quantity left = quantity(both.left());
                Quantity right = quantity(both.right());
                yield new Quantity(left.unit().times(right.unit()), left.literal() && right.literal());
            }
            case "/" -> {
                Quantity left = quantity(both.left());
                Quantity right = quantity(both.right());
                yield new Quantity(left.unit().per(right.unit()), left.literal() && right.literal());
            }
            default -> compared(both);
        };
    }

    /// Two numbers in one unit.
    private Quantity alike(Expression one, Expression other) {
        Quantity left = quantity(one);
        Quantity right = quantity(other);
        if (left.literal() || right.literal()) {
            return left.literal() ? right : left;
        }
        if (!left.unit().is(right.unit())) {
            throw wrong("%s and %s are not in one unit; say (… in 'unit') of one of them", shown(one), shown(other));
        }
        return left;
    }

    private AnswerType compared(Expression.Both both) {
        AnswerType left = type(both.left());
        AnswerType right = type(both.right());
        boolean ordered = !Set.of("=", "<>").contains(both.operator());
        if (left instanceof Quantity && right instanceof Quantity) {
            alike(both.left(), both.right());
        } else if (left instanceof Literal literal && !(right instanceof Literal)) {
            means(literal, right, ordered);
        } else if (right instanceof Literal literal && !(left instanceof Literal)) {
            means(literal, left, ordered);
        } else {
            boolean comparable = ordered
                    ? left instanceof Day || left instanceof Moment || left instanceof TimeOfDay
                    : !(left instanceof Opaque || left instanceof Choices || left instanceof Literal);
            if (!comparable || left.getClass() != right.getClass()) {
                throw wrong(
                        "%s and %s cannot be compared by %s", shown(both.left()), shown(both.right()), both.operator());
            }
        }
        return new Logical();
    }

    /// Whether what is in quotes can be compared with the other side.
    private static void means(Literal literal, AnswerType other, boolean ordered) {
        switch (other) {
            case Choice(var codes)
            when !ordered -> {
                if (!codes.contains(literal.text())) {
                    throw wrong(
                            "'%s' is none of %s",
                            literal.text(),
                            String.join(", ", codes.stream().sorted().toList()));
                }
            }
            case Day _ -> parsed(() -> LocalDate.parse(literal.text()), literal, "a day such as '2026-03-02'");
            case TimeOfDay _ -> parsed(() -> LocalTime.parse(literal.text()), literal, "a time such as '09:30'");
            case Choices _ -> throw wrong("several can be chosen: say includes(item, '%s')", literal.text());
            default -> throw wrong("'%s' cannot be compared with what stands beside it", literal.text());
        }
    }

    private static void parsed(Runnable parse, Literal literal, String what) {
        try {
            parse.run();
        } catch (DateTimeException e) {
            throw wrong("'%s' is not %s", literal.text(), what);
        }
    }

    private AnswerType call(Expression.Call call) {
        List<Expression> arguments = call.arguments();
        return switch (call.function()) {
            case "sum", "mean", "min", "max" -> {
                many(call, 1);
                Quantity result = quantity(arguments.getFirst());
                for (Expression argument : arguments) {
                    result = alike(arguments.getFirst(), argument).literal()
                            ? result
                            : alike(arguments.getFirst(), argument);
                }
                yield result;
            }
            case "abs" -> {
                exactly(call, 1);
                yield quantity(arguments.getFirst());
            }
            case "round" -> {
                exactly(call, 2);
                if (!(arguments.get(1) instanceof Expression.Number(var digits))
                        || digits.scale() != 0
                        || digits.intValue() > 9) {
                    throw wrong("round(x, digits) has 0 to 9 digits");
                }
                yield quantity(arguments.getFirst());
            }
            case "sqrt" -> {
                exactly(call, 1);
                Quantity of = quantity(arguments.getFirst());
                yield new Quantity(
                        of.unit().root().orElseThrow(() -> wrong("its unit has no square root")), of.literal());
            }
            case "answered", "count" -> {
                many(call, 1);
                if (call.function().equals("answered")) {
                    exactly(call, 1);
                }
                if (arguments.stream().anyMatch(each -> !(each instanceof Expression.Answer))) {
                    throw wrong("%s(…) is asked of items", call.function());
                }
                arguments.forEach(this::type);
                yield call.function().equals("count") ? PLAIN : new Logical();
            }
            case "includes" -> includes(call);
            case "days", "years" -> between(call, Day.class, call.function().equals("days") ? "d" : "a");
            case "hours" -> between(call, Moment.class, "h");
            case "if" -> choice(call);
            default ->
                throw wrong("there is no function '%s'; there are %s", call.function(), String.join(", ", FUNCTIONS));
        };
    }

    private AnswerType includes(Expression.Call call) {
        exactly(call, 2);
        if (type(call.arguments().getFirst()) instanceof Choices(var codes)
                && call.arguments().get(1) instanceof Expression.Quoted(var code)) {
            if (!codes.contains(code)) {
                throw wrong(
                        "'%s' is none of %s",
                        code, String.join(", ", codes.stream().sorted().toList()));
            }
            return new Logical();
        }
        throw wrong("includes(item, 'code') is asked of an item of which several can be chosen");
    }

    private AnswerType between(Expression.Call call, Class<? extends AnswerType> ends, String unit) {
        exactly(call, 2);
        for (Expression argument : call.arguments()) {
            if (!ends.isInstance(type(argument))) {
                throw wrong(
                        "%s(from, to) is asked of two items of type %s",
                        call.function(), ends == Day.class ? "date" : "date-time");
            }
        }
        return Quantity.in(unit);
    }

    private AnswerType choice(Expression.Call call) {
        exactly(call, 3);
        logical(call.arguments().getFirst());
        AnswerType one = type(call.arguments().get(1));
        AnswerType other = type(call.arguments().get(2));
        if (one instanceof Quantity && other instanceof Quantity) {
            return alike(call.arguments().get(1), call.arguments().get(2));
        }
        if (!Objects.equals(one.getClass(), other.getClass()) || one instanceof Literal || one instanceof Opaque) {
            throw wrong("if(condition, one, other): one and the other are of one kind, and no texts");
        }
        return one;
    }

    private static void exactly(Expression.Call call, int arguments) {
        if (call.arguments().size() != arguments) {
            throw wrong(
                    "%s(…) takes %d, not %d",
                    call.function(), arguments, call.arguments().size());
        }
    }

    private static void many(Expression.Call call, int least) {
        if (call.arguments().size() < least) {
            throw wrong("%s(…) takes one or more", call.function());
        }
    }
}
