package org.trialbook.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.event.ItemValue;
import org.trialbook.event.ItemValue.TypedValue;

/// A form as somebody filled it in: what is recorded, what is computed, and all that is wrong at once.
class AnsweredFormTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    static final Protocol PROTOCOL = protocol();
    private static final Form LAB = PROTOCOL.form("lab").orElseThrow();
    private static final Form ECHO = PROTOCOL.form("echo").orElseThrow();

    private static Protocol protocol() {
        try {
            return ProtocolFile.read(
                    "every-kind.yaml",
                    Files.readString(Path.of("src", "test", "resources", "protocols", "every-kind.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, ItemValue> lab() {
        return new TreeMap<>(Map.of(
                "temperature", new ItemValue("37.2", "Cel"),
                "creatinine", new ItemValue("88", "umol/L"),
                "alive", ItemValue.of("true")));
    }

    private static Map<String, ItemValue> lab(String item, @Nullable ItemValue answer) {
        Map<String, ItemValue> answers = lab();
        if (answer == null) {
            answers.remove(item);
        } else {
            answers.put(item, answer);
        }
        return answers;
    }

    private static Map<String, ItemValue> echo(String lvedv, String lvesv) {
        return Map.of("lvedv", new ItemValue(lvedv, "mL"), "lvesv", new ItemValue(lvesv, "mL"));
    }

    private static List<String> problems(Form form, Map<String, ItemValue> answers, Map<String, String> kept) {
        return AnsweredForm.of(form, answers).problems(TODAY, kept).stream()
                .map(problem -> problem.item() + " " + problem.rule())
                .toList();
    }

    private static List<String> problems(Form form, Map<String, ItemValue> answers) {
        return problems(form, answers, Map.of());
    }

    @Test
    void whatIsAnsweredAsItIsAskedIsRecordedAsItWasTyped() {
        assertThat(problems(LAB, lab())).isEmpty();
        assertThat(AnsweredForm.of(LAB, lab()).answers()).isEqualTo(lab());
    }

    @Test
    void aNumberInAnotherUnitIsConvertedAndBothAreKept() {
        AnsweredForm form = AnsweredForm.of(LAB, lab("temperature", new ItemValue("98.6", "[degF]")));
        assertThat(form.answers())
                .containsEntry("temperature", new ItemValue("37.0", "Cel", null, new TypedValue("98.6", "[degF]")));
        assertThat(form.problems(TODAY, Map.of())).isEmpty();

        assertThat(AnsweredForm.of(LAB, lab("creatinine", new ItemValue("1.1", "mg/dL")))
                        .answers())
                .containsEntry("creatinine", new ItemValue("97", "umol/L", null, new TypedValue("1.1", "mg/dL")));
    }

    @ParameterizedTest
    @CsvSource({
        "86, [degF],",
        "85.95, [degF],",
        "85.8, [degF], temperature out-of-range",
        "109.4, [degF],",
        "109.6, [degF], temperature out-of-range",
        "37, K, temperature unit",
        "37, , temperature unit",
        "much, [degF], temperature not-a-number",
        "1e2, [degF], temperature not-a-number"
    })
    void theRangeIsOfTheItemsOwnUnit(String value, @Nullable String unit, @Nullable String problem) {
        assertThat(problems(LAB, lab("temperature", new ItemValue(value, unit))))
                .isEqualTo(problem == null ? List.of() : List.of(problem));
    }

    @Test
    void whatWasTypedCannotBeSentBesideAnotherNumber() {
        assertThat(problems(LAB, lab("temperature", new ItemValue("37", "Cel", null, new TypedValue("104", "[degF]")))))
                .containsExactly("temperature not-sent");
    }

    @Test
    void thatAValueIsMissingIsAnAnswerWhereTheItemTakesIt() {
        assertThat(problems(LAB, lab("creatinine", null))).containsExactly("creatinine missing");
        assertThat(problems(LAB, lab("creatinine", ItemValue.missing("haemolysed"))))
                .isEmpty();
        assertThat(problems(LAB, lab("creatinine", ItemValue.missing("lost"))))
                .containsExactly("creatinine not-a-reason");
        assertThat(problems(LAB, lab("temperature", ItemValue.missing("unknown"))))
                .containsExactly("temperature not-a-reason");
        assertThat(problems(LAB, lab("onset", ItemValue.missing("haemolysed")))).containsExactly("onset not-a-reason");
        assertThat(problems(LAB, lab("creatinine", new ItemValue("88", "umol/L", "unknown", null))))
                .containsExactly("creatinine not-a-reason");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "at, 2026-03-02T09:30+01:00,",
                "at, 2026-03-02T09:30:15Z,",
                "at, 2026-03-02T09:30+01:00[Europe/Berlin],",
                "at, 2026-03-02T09:30+02:00[Europe/Berlin], not-a-moment",
                "at, 2026-03-02T09:30+01:00[Europe/Nowhere], not-a-moment",
                "at, 2026-03-02T09:30, not-a-moment",
                "at, 2026-02-30T09:30Z, not-a-moment",
                "at, 1899-12-31T09:30Z, out-of-range",
                "at, 2026-03-03T00:00Z, in-the-future",
                "time, 00:00,",
                "time, 23:59:59,",
                "time, 24:00, not-a-time",
                "time, 9:30, not-a-time",
                "onset, 2026,",
                "onset, 2026-03,",
                "onset, 2026-03-02,",
                "onset, 2026-03-03, in-the-future",
                "onset, 2026-04, in-the-future",
                "onset, 2027, in-the-future",
                "onset, 1900,",
                "onset, 1899, out-of-range",
                "onset, 2026-3, not-a-date",
                "signs, rales,",
                "signs, \"rales,oedema\",",
                "signs, \"oedema,rales\", not-a-choice",
                "signs, \"rales,rales\", not-a-choice",
                "signs, \"rales, oedema\", not-a-choice",
                "signs, \"\", not-a-choice",
                "signs, fever, not-a-choice"
            })
    void eachKindHasItsForm(String item, String value, @Nullable String rule) {
        assertThat(problems(LAB, lab(item, ItemValue.of(value))))
                .isEqualTo(rule == null ? List.of() : List.of(item + " " + rule));
    }

    @Test
    void anItemIsAskedAndRequiredAsTheOthersAreAnswered() {
        assertThat(problems(LAB, lab("alive", ItemValue.of("false")))).containsExactly("death missing");
        assertThat(problems(LAB, lab("death", ItemValue.of("2026-03-01")))).containsExactly("death not-asked");
        Map<String, ItemValue> died = lab("alive", ItemValue.of("false"));
        died.put("death", ItemValue.of("2026-03-01"));
        assertThat(problems(LAB, died)).isEmpty();
        assertThat(problems(LAB, lab("signs", ItemValue.of("rales,other")))).containsExactly("which missing");
        assertThat(problems(LAB, lab("which", ItemValue.of("Fever")))).containsExactly("which not-asked");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceBesideItsItem() {
        Map<String, ItemValue> wrong = new TreeMap<>(Map.of(
                "creatinine", new ItemValue("5", "umol/L"),
                "alive", ItemValue.of("false"),
                "time", ItemValue.of("noon"),
                "which", ItemValue.of("Fever"),
                "zebra", ItemValue.of("1")));
        assertThat(problems(LAB, wrong, Map.of("low", "why")))
                .containsExactly(
                        "zebra unknown-item",
                        "temperature missing",
                        "creatinine out-of-range",
                        "time not-a-time",
                        "death missing",
                        "which not-asked",
                        "kept.low nothing-to-keep");
    }

    @Test
    void whatIsCalculatedFollowsFromTheAnswersAndIsNeverSent() {
        assertThat(Formulas.calculated(ECHO, echo("200", "130.4")))
                .containsExactly(
                        Map.entry("stroke", new ItemValue("69.6", "mL")),
                        Map.entry("lvef", new ItemValue("34.8", "%")));
        assertThat(Formulas.calculated(ECHO, Map.of("lvedv", new ItemValue("200", "mL"))))
                .isEmpty();
        Map<String, ItemValue> sent = new TreeMap<>(echo("200", "130"));
        sent.put("stroke", new ItemValue("70", "mL"));
        assertThat(problems(ECHO, sent)).containsExactly("stroke not-sent");
    }

    @Test
    void aHardCheckCannotBeBroken() {
        assertThat(problems(ECHO, echo("200", "199.9"), Map.of("low", "Seen twice")))
                .isEmpty();
        assertThat(problems(ECHO, echo("200", "200"), Map.of("low", "Seen twice")))
                .containsExactly("lvesv hard-check");
        assertThat(problems(ECHO, echo("200", "200"), Map.of("low", "Seen twice", "volumes", "So what")))
                .contains("lvesv hard-check", "kept.volumes nothing-to-keep");
    }

    @Test
    void aSoftCheckIsKeptWithAReasonAndOnlyThen() {
        assertThat(problems(ECHO, echo("200", "170"))).isEmpty();
        assertThat(problems(ECHO, echo("200", "171"))).containsExactly("lvesv soft-check");
        assertThat(problems(ECHO, echo("200", "171"), Map.of("low", "Seen twice")))
                .isEmpty();
        assertThat(problems(ECHO, echo("200", "171"), Map.of("low", " - ")))
                .containsExactly("kept.low keeps-without-reason");
        assertThat(problems(ECHO, echo("200", "171"), Map.of("low", "x".repeat(200))))
                .isEmpty();
        assertThat(problems(ECHO, echo("200", "171"), Map.of("low", "x".repeat(201))))
                .containsExactly("kept.low keeps-without-reason");
        assertThat(problems(ECHO, echo("200", "171"), Map.of("low", "a\u0000")))
                .containsExactly("kept.low keeps-without-reason");
        assertThat(problems(ECHO, echo("200", "170"), Map.of("low", "Seen twice")))
                .containsExactly("kept.low nothing-to-keep");
    }

    /// What is not there is told as missing, and not as what follows from it.
    @Test
    void aCheckWaitsForWhatItReads() {
        assertThat(problems(ECHO, Map.of("lvedv", new ItemValue("200", "mL")))).containsExactly("lvesv missing");
        assertThat(problems(ECHO, echo("200", "900"))).containsExactly("lvesv out-of-range");
    }

    @Test
    void whatDependsOnWhatTellsTheArmIsSealedWithIt() {
        Seals seals = Seals.NONE.and(PROTOCOL);
        Form tell = PROTOCOL.form("tell").orElseThrow();
        assertThat(tell.items().stream()
                        .filter(item -> seals.isSealed("tell", item))
                        .map(Item::code))
                .containsExactly("output", "level", "product", "sensed", "twice");
        assertThat(seals.anyOn("lab")).isFalse();
        assertThat(seals.anyOn("echo")).isFalse();
    }
}
