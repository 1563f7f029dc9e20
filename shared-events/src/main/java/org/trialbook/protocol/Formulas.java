package org.trialbook.protocol;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.Protocol.CodeListItem;
import org.trialbook.protocol.expression.AnswerReference;
import org.trialbook.protocol.expression.AnswerType;
import org.trialbook.protocol.expression.Expression;
import org.trialbook.protocol.expression.ExpressionParser;
import org.trialbook.protocol.expression.ExpressionTypes;
import org.trialbook.protocol.expression.ExpressionValues;
import org.trialbook.protocol.expression.InvalidExpressionException;

/// What is computed on a form: its calculated items, and whether its checks hold. Nothing computed is ever stored:
/// it follows from the answers and the protocol, whenever it is shown.
public final class Formulas {

    private Formulas() {}

    /// The items that an expression reads; none of one that cannot be read.
    static Set<String> items(String expression) {
        try {
            return ExpressionParser.parse(expression).items();
        } catch (InvalidExpressionException e) {
            return Set.of();
        }
    }

    /// Whether a calculated item, or one that it reads, reads something that is answered elsewhere.
    static boolean readsElsewhere(Form form, String code) {
        return form.item(code).map(Item::formula).stream()
                .flatMap(formula -> items(formula).stream())
                .anyMatch(read -> AnswerReference.elsewhere(read) || readsElsewhere(form, read));
    }

    /// What each item of a form is, in expressions.
    ///
    /// @throws InvalidExpressionException when a calculated one means nothing, or reads itself
    static Map<String, AnswerType> types(Collection<Item> items) {
        Map<String, AnswerType> types = new HashMap<>();
        items.stream()
                .filter(item -> item.type() != Item.Type.CALCULATED)
                .forEach(item -> types.put(item.code(), type(item)));
        for (Item item : inOrder(items)) {
            types.put(item.code(), type(item, types));
        }
        return types;
    }

    /// What a calculated item comes to.
    static AnswerType type(Item calculated, Map<String, AnswerType> types) {
        AnswerType type = ExpressionTypes.of(
                ExpressionParser.parse(calculated.formula() == null ? "" : calculated.formula()), types);
        return type instanceof AnswerType.Quantity(var unit, var literal)
                ? literal ? AnswerType.Quantity.in(calculated.unit()) : new AnswerType.Quantity(unit, false)
                : type;
    }

    /// What an item is that is answered.
    static AnswerType type(Item item) {
        return switch (item.type()) {
            case INTEGER, DECIMAL -> AnswerType.Quantity.in(item.unit());
            case BOOLEAN -> new AnswerType.Logical();
            case CHOICE -> new AnswerType.Choice(codes(item));
            case MULTI_CHOICE -> new AnswerType.Choices(codes(item));
            case DATE -> new AnswerType.Day();
            case TIME -> new AnswerType.TimeOfDay();
            case DATE_TIME -> new AnswerType.Moment();
            case TEXT, PARTIAL_DATE, CALCULATED, CODED, FILE -> new AnswerType.Opaque();
        };
    }

    private static Set<String> codes(Item item) {
        return Protocol.orNone(item.choices()).stream().map(CodeListItem::code).collect(Collectors.toSet());
    }

    /// The calculated items, each behind those that it reads.
    ///
    /// @throws InvalidExpressionException naming one that reads itself
    static List<Item> inOrder(Collection<Item> items) {
        Map<String, Item> open = new LinkedHashMap<>();
        items.stream().filter(item -> item.type() == Item.Type.CALCULATED).forEach(item -> open.put(item.code(), item));
        Map<String, Item> ordered = new LinkedHashMap<>();
        while (!open.isEmpty()) {
            List<Item> ready = open.values().stream()
                    .filter(item ->
                            items(String.valueOf(item.formula())).stream().noneMatch(open::containsKey))
                    .toList();
            if (ready.isEmpty()) {
                throw new CircularFormulaException(open.keySet().iterator().next());
            }
            ready.forEach(item -> {
                ordered.put(item.code(), item);
                open.remove(item.code());
            });
        }
        return List.copyOf(ordered.values());
    }

    /// The calculated items of a form that can be computed from the answers.
    ///
    /// @param answers in the items' own units; those that do not fit their items count as not given
    public static Map<String, ItemValue> calculated(Form form, Map<String, ItemValue> answers) {
        return calculated(form, answers, Elsewhere.NONE);
    }

    /// As above, with what they read elsewhere.
    public static Map<String, ItemValue> calculated(Form form, Map<String, ItemValue> answers, Elsewhere elsewhere) {
        Map<String, ItemValue> calculated = new LinkedHashMap<>();
        Map<String, Object> values = values(form, answers, elsewhere);
        for (Item item : inOrder(form.items())) {
            Object value = value(String.valueOf(item.formula()), form, values, elsewhere);
            if (value != null) {
                ItemValue shown = shown(item, value);
                calculated.put(item.code(), shown);
                values.put(item.code(), value instanceof BigDecimal ? new BigDecimal(shown.value()) : value);
            }
        }
        return calculated;
    }

    /// Whether an expression about a form holds; nothing while something that it reads is not answered.
    public static Optional<Boolean> holds(
            String expression, Form form, Map<String, ItemValue> answers, Elsewhere elsewhere) {
        Map<String, Object> values = values(form, answers, elsewhere);
        calculated(form, answers, elsewhere)
                .forEach((code, value) -> form.item(code).ifPresent(item -> values.put(code, calculatedValue(value))));
        return value(expression, form, values, elsewhere) instanceof Boolean holds
                ? Optional.of(holds)
                : Optional.empty();
    }

    private static Object calculatedValue(ItemValue value) {
        if (value.value().equals("true") || value.value().equals("false")) {
            return Boolean.parseBoolean(value.value());
        }
        return value.value().matches("-?[0-9.]+")
                ? new BigDecimal(value.value())
                : EditChecks.day(value).<Object>map(day -> day).orElse(value.value());
    }

    private static @Nullable Object value(
            String expression, Form form, Map<String, Object> values, Elsewhere elsewhere) {
        Map<String, String> units = new HashMap<>();
        Stream.concat(form.items().stream(), elsewhere.items().values().stream())
                .filter(item -> item.unit() != null)
                .forEach(item -> units.put(item.code(), item.unit()));
        try {
            Expression parsed = ExpressionParser.parse(expression);
            return ExpressionValues.of(parsed, values, units);
        } catch (InvalidExpressionException e) {
            return null;
        }
    }

    private static Map<String, Object> values(Form form, Map<String, ItemValue> answers, Elsewhere elsewhere) {
        Map<String, Object> values = new HashMap<>();
        form.items().forEach(item -> value(item, answers.get(item.code())).ifPresent(v -> values.put(item.code(), v)));
        elsewhere.items().forEach((read, item) -> {
            ItemValue answer = elsewhere.answers().get(read);
            (answer != null && item.type() == Item.Type.CALCULATED
                            ? Optional.of(calculatedValue(answer))
                            : value(item, answer))
                    .ifPresent(v -> values.put(read, v));
        });
        return values;
    }

    private static Optional<Object> value(Item item, @Nullable ItemValue answer) {
        return answer == null
                        || answer.lacksValue()
                        || EditChecks.check(item, standing(answer)).isPresent()
                ? Optional.empty()
                : Optional.of(value(item, answer.value()));
    }

    private static ItemValue standing(ItemValue answer) {
        return new ItemValue(answer.value(), answer.unit());
    }

    private static Object value(Item item, String text) {
        return switch (item.type()) {
            case INTEGER, DECIMAL -> new BigDecimal(text);
            case BOOLEAN -> Boolean.parseBoolean(text);
            case MULTI_CHOICE -> Set.of(text.split(",", -1));
            case DATE -> LocalDate.parse(text);
            case TIME -> LocalTime.parse(text);
            case DATE_TIME -> EditChecks.moment(text).orElseThrow();
            case CHOICE, CODED, FILE, TEXT, PARTIAL_DATE, CALCULATED -> text;
        };
    }

    private static ItemValue shown(Item item, Object value) {
        return value instanceof BigDecimal number
                ? new ItemValue(
                        number.setScale(item.scale(), RoundingMode.HALF_UP).toPlainString(), item.unit())
                : ItemValue.of(value.toString());
    }

    /// A calculated item that would have to be known before it is computed.
    static final class CircularFormulaException extends IllegalArgumentException {
        private final String item;

        CircularFormulaException(String item) {
            super("'%s' would have to be computed from itself".formatted(item));
            this.item = item;
        }

        String item() {
            return item;
        }
    }
}
