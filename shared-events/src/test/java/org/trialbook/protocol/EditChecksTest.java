package org.trialbook.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.event.ItemValue;

class EditChecksTest {

    private static final List<Item> ITEMS = List.of(
            number("whole", Item.Type.INTEGER, "ms", "40", "300", null),
            number("exact", Item.Type.DECIMAL, "%", "-5", "80", 1),
            number("free", Item.Type.DECIMAL, null, "0", "1", null),
            item("yes", Item.Type.BOOLEAN, null),
            item("code", Item.Type.CHOICE, null),
            item("day", Item.Type.DATE, null),
            item("text", Item.Type.TEXT, 5));

    private static Item number(
            String code, Item.Type type, @Nullable String unit, String min, String max, @Nullable Integer decimals) {
        return new Item(
                code, code, type, unit, new BigDecimal(min), new BigDecimal(max), decimals, null, null, false, false);
    }

    private static Item item(String code, Item.Type type, @Nullable Integer maxLength) {
        List<Protocol.CodeListItem> choices = type == Item.Type.CHOICE
                ? List.of(new Protocol.CodeListItem("I", "One"), new Protocol.CodeListItem("II", "Two"))
                : null;
        return new Item(code, code, type, null, null, null, null, choices, maxLength, false, false);
    }

    private static List<String> rules(String item, ItemValue answer) {
        return EditChecks.check(ITEMS, Map.of(item, answer)).stream()
                .map(problem -> problem.item() + " " + problem.rule())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "whole,40,ms",
        "whole,300,ms",
        "exact,-5,%",
        "exact,80,%",
        "exact,79.9,%",
        "exact,-0.5,%",
        "free,0.125,",
        "yes,true,",
        "yes,false,",
        "code,II,",
        "day,2028-02-29,",
        "text,µ€心xy,"
    })
    void thisMayBeRecorded(String item, String value, String unit) {
        assertThat(rules(item, new ItemValue(value, unit))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "whole,39,ms,out-of-range",
        "whole,301,ms,out-of-range",
        "whole,100.0,ms,too-many-decimals",
        "whole,100,s,unit",
        "whole,100,,unit",
        "whole,1e2,ms,not-a-number",
        "whole,+100,ms,not-a-number",
        "whole,0100,ms,not-a-number",
        "whole,'1,00',ms,not-a-number",
        "whole,' 100',ms,not-a-number",
        "whole,'',ms,not-a-number",
        "whole,NaN,ms,not-a-number",
        "whole,9999999999999,ms,not-a-number",
        "exact,-5.1,%,out-of-range",
        "exact,80.1,%,out-of-range",
        "exact,31.55,%,too-many-decimals",
        "exact,.5,%,not-a-number",
        "free,0.1255,,too-many-decimals",
        "free,0.5,%,unit",
        "yes,TRUE,,not-a-boolean",
        "yes,1,,not-a-boolean",
        "yes,true,ms,unit",
        "code,III,,not-a-choice",
        "code,i,,not-a-choice",
        "day,2027-02-29,,not-a-date",
        "day,01.02.2027,,not-a-date",
        "text,sixsix,,too-long",
        "text,'a\u0000b',,control-character",
        "text,'a\u001bb',,control-character",
        "unheard,1,,unknown-item"
    })
    void thisMayNot(String item, String value, String unit, String rule) {
        assertThat(rules(item, new ItemValue(value, unit))).containsExactly(item + " " + rule);
    }

    @Test
    void lineEndsAndTabsBelongToAText() {
        assertThat(rules("text", ItemValue.of("a\n\tb"))).isEmpty();
    }

    @Test
    void halfACharacterIsNoText() {
        assertThat(rules("text", ItemValue.of("a\ud83d"))).containsExactly("text half-character");
        assertThat(rules("text", ItemValue.of("a\ud83d\ude00"))).isEmpty();
    }

    @Test
    void aTextWithoutALengthOfItsOwnHasFiveHundredCharacters() {
        Item free = item("free", Item.Type.TEXT, null);
        assertThat(EditChecks.check(free, ItemValue.of("x".repeat(500)))).isEmpty();
        assertThat(EditChecks.check(free, ItemValue.of("x".repeat(501)))
                        .orElseThrow()
                        .rule())
                .isEqualTo("too-long");
    }

    @Test
    void whatIsRequiredMustBeAnswered() {
        Item required =
                new Item("nyha", "NYHA class", Item.Type.BOOLEAN, null, null, null, null, null, null, true, false);
        List<EditChecks.Problem> problems = EditChecks.check(List.of(required), Map.of());
        assertThat(problems)
                .containsExactly(new EditChecks.Problem("nyha", "missing", "'NYHA class' must be answered"));
        assertThat(EditChecks.check(List.of(required), Map.of("nyha", ItemValue.of("true"))))
                .isEmpty();
    }

    @Test
    void everyProblemIsToldUnknownItemsFirstThenInTheFormsOrder() {
        Map<String, ItemValue> answers = new LinkedHashMap<>();
        answers.put("text", ItemValue.of("far too long"));
        answers.put("zebra", ItemValue.of("1"));
        answers.put("whole", new ItemValue("1", "ms"));
        answers.put("apple", ItemValue.of("1"));
        assertThat(EditChecks.check(ITEMS, answers))
                .extracting(EditChecks.Problem::item)
                .containsExactly("apple", "zebra", "whole", "text");
        assertThat(EditChecks.check(ITEMS, answers).getFirst().detail()).contains("whole, exact");
        assertThat(EditChecks.check(ITEMS, answers))
                .extracting(EditChecks.Problem::detail)
                .contains("from 40 to 300");
    }

    @Test
    @SuppressWarnings("NullAway") // what a careless caller would do
    void anAnswerHasAValue() {
        assertThatThrownBy(() -> new ItemValue(null, "ms")).isInstanceOf(NullPointerException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1900-01-01, ",
        "1899-12-31, day out-of-range",
        "0001-01-01, day out-of-range",
        "2026-11-28, ",
        "2026-11-29, day in-the-future",
        "2199-01-01, day in-the-future",
        "-0044-03-15, day not-a-date",
        "+999999999-12-31, day not-a-date",
        "12026-01-01, day not-a-date",
        "'[2026,11,28]', day not-a-date",
        "2026-11-28T10:00:00Z, day not-a-date"
    })
    void aDateLiesBetween1900AndTheDayOfTheForm(String day, @Nullable String problem) {
        LocalDate today = LocalDate.of(2026, 11, 28);
        assertThat(EditChecks.check(ITEMS, Map.of("day", ItemValue.of(day)), today).stream()
                        .map(found -> found.item() + " " + found.rule())
                        .toList())
                .isEqualTo(problem == null ? List.of() : List.of(problem));
    }

    @ParameterizedTest
    @CsvSource({
        "whole, 172, 172.0, true",
        "exact, -0, 0, true",
        "exact, 31.50, 31.5, true",
        "whole, 172, 173, false",
        "text, 172, 172.0, false",
        "code, I, I, true",
        "whole, many, many, true",
        "whole, many, 172, false"
    })
    void numbersAreComparedByValueAndOtherAnswersAsTheyAreWritten(String code, String one, String other, boolean same) {
        Item item = ITEMS.stream()
                .filter(known -> known.code().equals(code))
                .findFirst()
                .orElseThrow();
        assertThat(EditChecks.same(item, ItemValue.of(one), ItemValue.of(other)))
                .isEqualTo(same);
        assertThat(EditChecks.same(item, ItemValue.of(other), ItemValue.of(one)))
                .isEqualTo(same);
        assertThat(EditChecks.same(item, new ItemValue(one, "ms"), ItemValue.of(one)))
                .isFalse();
        assertThat(EditChecks.same(item, ItemValue.of(one), null)).isFalse();
        assertThat(EditChecks.same(item, null, null)).isTrue();
    }
}
