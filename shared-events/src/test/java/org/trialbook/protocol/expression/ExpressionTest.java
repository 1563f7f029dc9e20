package org.trialbook.protocol.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What may be computed from answers, and what comes of it.
class ExpressionTest {

    private static final Map<String, AnswerType> TYPES = Map.ofEntries(
            Map.entry("height", AnswerType.Quantity.in("cm")),
            Map.entry("weight", AnswerType.Quantity.in("kg")),
            Map.entry("lvedv", AnswerType.Quantity.in("mL")),
            Map.entry("lvesv", AnswerType.Quantity.in("mL")),
            Map.entry("6mwt", AnswerType.Quantity.in("m")),
            Map.entry("score", AnswerType.Quantity.in(null)),
            Map.entry("none", AnswerType.Quantity.in("mL")),
            Map.entry("alive", new AnswerType.Logical()),
            Map.entry("asked", new AnswerType.Logical()),
            Map.entry("rhythm", new AnswerType.Choice(Set.of("sinus", "paced"))),
            Map.entry("signs", new AnswerType.Choices(Set.of("rales", "oedema"))),
            Map.entry("from", new AnswerType.Day()),
            Map.entry("to", new AnswerType.Day()),
            Map.entry("at", new AnswerType.TimeOfDay()),
            Map.entry("begin", new AnswerType.Moment()),
            Map.entry("end", new AnswerType.Moment()),
            Map.entry("note", new AnswerType.Opaque()));

    private static final Map<String, String> UNITS =
            Map.of("height", "cm", "weight", "kg", "lvedv", "mL", "lvesv", "mL", "6mwt", "m", "none", "mL");

    private static final Map<String, Object> ANSWERS = Map.ofEntries(
            Map.entry("height", new BigDecimal("180")),
            Map.entry("weight", new BigDecimal("81")),
            Map.entry("lvedv", new BigDecimal("200")),
            Map.entry("lvesv", new BigDecimal("130")),
            Map.entry("6mwt", new BigDecimal("412")),
            Map.entry("score", new BigDecimal("7")),
            Map.entry("alive", true),
            Map.entry("rhythm", "sinus"),
            Map.entry("signs", Set.of("rales")),
            Map.entry("from", LocalDate.of(2026, 1, 31)),
            Map.entry("to", LocalDate.of(2027, 1, 30)),
            Map.entry("at", LocalTime.of(9, 30)),
            Map.entry("begin", OffsetDateTime.parse("2026-03-29T01:30+01:00")),
            Map.entry("end", OffsetDateTime.parse("2026-03-29T03:30+02:00")),
            Map.entry("note", "x"));

    private static @Nullable Object computed(String text) {
        Expression expression = ExpressionParser.parse(text);
        ExpressionTypes.of(expression, TYPES);
        return ExpressionValues.of(expression, ANSWERS, UNITS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "lvedv - lvesv|70",
                "(lvedv - lvesv) / lvedv * 100|35",
                "weight / (height in 'm')^2|25",
                "weight in 'g'|81000",
                "(6mwt in 'cm') / height|228.888889",
                "sqrt((height in 'm') * (height in 'm'))|1.8",
                "sum(lvedv, lvesv, 10)|340",
                "mean(lvedv, lvesv)|165",
                "min(lvedv, lvesv)|130",
                "max(lvedv, 500)|500",
                "abs(lvesv - lvedv)|70",
                "round(lvedv / 3, 1)|66.7",
                "-score + 2 * 3|-1",
                "2 + 3 * 4 - 6 / 2|11",
                "score^2|49",
                "days(from, to)|364",
                "years(from, to)|0",
                "hours(begin, end)|1",
                "count(lvedv, none, alive)|2",
                "if(alive, score, 0)|7",
                "if(rhythm = 'paced', 1, if(score > 5, 2, 3))|2"
            })
    void thisComesOut(String text, BigDecimal number) {
        assertThat(computed(text)).isInstanceOf(BigDecimal.class);
        assertThat(((BigDecimal) Objects.requireNonNull(computed(text))).setScale(6, RoundingMode.HALF_UP))
                .isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "lvesv < lvedv|true",
                "lvesv >= 130|true",
                "lvesv > 130|false",
                "rhythm = 'sinus' and not (score = 8)|true",
                "rhythm <> 'sinus' or alive|true",
                "includes(signs, 'rales')|true",
                "includes(signs, 'oedema')|false",
                "from <= to|true",
                "from > '2026-01-30'|true",
                "'2026-02-01' > from|true",
                "'2026-01-01' > from|false",
                "at < '10:00'|true",
                "begin < end|true",
                "answered(none)|false",
                "answered(note)|true",
                "alive or asked|true",
                "asked or alive|true",
                "not alive and asked|false",
                "asked and not alive|false"
            })
    void thisHoldsOrNot(String text, boolean holds) {
        assertThat(computed(text)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "lvedv - none",
                "asked and alive",
                "none < lvedv",
                "sum(lvedv, none)",
                "if(asked, 1, 2)",
                "lvedv / (lvesv - 130)",
                "sqrt(0 - score)",
                "((score^9)^9)^9"
            })
    void whatIsNotAnsweredOrCannotBeComputedIsUnknown(String text) {
        assertThat(computed(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "lvedv + weight|not in one unit",
                "lvedv + 6mwt / 2|not in one unit",
                "weight < height|not in one unit",
                "weight in 'm'|measures something else",
                "lvdev - lvesv|no item 'lvdev'",
                "rhythm = 'flutter'|none of paced, sinus",
                "rhythm < 'sinus'|cannot be compared",
                "rhythm + 1|is no number",
                "alive + 1|is no number",
                "score and alive|neither true nor false",
                "note = 'x'|cannot be compared",
                "signs = 'rales'|say includes(item, 'rales')",
                "from = 'yesterday'|not a day",
                "days(from, at)|two items of type date",
                "from < begin|cannot be compared",
                "smu(lvedv)|no function 'smu'",
                "abs(lvedv, lvesv)|takes 1, not 2",
                "sum()|takes one or more",
                "round(lvedv, lvesv)|0 to 9 digits",
                "sqrt(lvedv)|no square root",
                "if(alive, 1, rhythm)|of one kind",
                "answered(1 + 1)|is asked of items",
                "includes(rhythm, 'sinus')|several can be chosen",
                "score^10|from 1 to 9",
                "lvedv-lvesv|no item 'lvedv-lvesv'",
                "5-3|blanks around it",
                "lvedv -|missing at its end",
                "(lvedv|missing at its end",
                "lvedv)|')' is not expected",
                "lvedv lvesv|'lvesv' is not expected",
                "1 < 2 < 3|'<' is not expected",
                "lvedv & 1|cannot be read",
                "weight in kg|a unit in quotes"
            })
    void thisMeansNothingAndIsSaidSo(String text, String why) {
        assertThatThrownBy(() -> computed(text))
                .isInstanceOf(InvalidExpressionException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aLongOrDeepOneIsNotEvenRead() {
        assertThatThrownBy(() -> ExpressionParser.parse("1 + ".repeat(130) + "1"))
                .hasMessageContaining("longer than 500");
        assertThatThrownBy(() -> ExpressionParser.parse("(".repeat(60) + "1" + ")".repeat(60)))
                .hasMessageContaining("brackets");
    }

    @Test
    void itSaysWhichItemsItReads() {
        assertThat(ExpressionParser.parse("if(alive, lvedv - lvesv, sum(6mwt, lvedv))")
                        .items())
                .containsExactly("alive", "lvedv", "lvesv", "6mwt");
    }

    static IntStream seeds() {
        return IntStream.range(0, 2000);
    }

    /// What means something is computed without a surprise, whatever is answered and whatever is not.
    @ParameterizedTest
    @MethodSource("seeds")
    void whateverPassesTheTypesIsComputed(int seed) {
        Random chance = new Random(seed);
        String text = drawn(chance, 4);
        Map<String, Object> some = new HashMap<>(ANSWERS);
        some.keySet().removeIf(item -> chance.nextInt(4) == 0);
        assertThatCode(() -> {
                    try {
                        Expression expression = ExpressionParser.parse(text);
                        ExpressionTypes.of(expression, TYPES);
                        ExpressionValues.of(expression, some, UNITS);
                    } catch (InvalidExpressionException refused) {
                        assertThat(refused.getMessage()).isNotBlank();
                    }
                })
                .as("seed " + seed + ": " + text)
                .doesNotThrowAnyException();
    }

    private static String drawn(Random chance, int depth) {
        List<String> items = TYPES.keySet().stream().sorted().toList();
        if (depth == 0 || chance.nextInt(5) == 0) {
            return switch (chance.nextInt(4)) {
                case 0 -> "" + chance.nextInt(100);
                case 1 -> List.of("'sinus'", "'2026-01-01'", "'09:00'", "true").get(chance.nextInt(4));
                default -> items.get(chance.nextInt(items.size()));
            };
        }
        String one = drawn(chance, depth - 1);
        String other = drawn(chance, depth - 1);
        List<String> operators = List.of("+", "-", "*", "/", "<", "=", "<>", ">=", "and", "or");
        return switch (chance.nextInt(6)) {
            case 0 -> "not (" + one + ")";
            case 1 -> "(" + one + ")^" + (1 + chance.nextInt(9));
            case 2 -> "(" + one + " in 'm')";
            case 3 ->
                ExpressionTypes.FUNCTIONS.get(chance.nextInt(ExpressionTypes.FUNCTIONS.size())) + "(" + one + ", "
                        + other + ")";
            default -> "(" + one + " " + operators.get(chance.nextInt(operators.size())) + " " + other + ")";
        };
    }
}
