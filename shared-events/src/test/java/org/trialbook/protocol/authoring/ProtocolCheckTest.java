package org.trialbook.protocol.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Whoever writes a protocol is told everything that is wrong with its file, at once, where it stands, in their
/// words.
class ProtocolCheckTest {

    private static final Path PROTOCOLS = Path.of("src", "test", "resources", "protocols");
    private static final Pattern EXPECT = Pattern.compile("# expect (\\S+) at (.+)");
    /// What only a programmer would write.
    private static final Pattern CLASS_NAME =
            Pattern.compile("(java|tools|org)\\.[a-z]+|Exception|record |\\[A-Z|Deserial|POJO|`");

    static Stream<Path> broken() throws IOException {
        try (Stream<Path> files = Files.list(PROTOCOLS.resolve("broken"))) {
            return files.sorted().toList().stream();
        }
    }

    private static String sound() throws IOException {
        return Files.readString(PROTOCOLS.resolve("sound.yaml"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void everyFaultIsFoundAtItsPlaceAndInTheAuthorsWords(Path file) throws IOException {
        String yaml = Files.readString(file);
        Matcher expected = EXPECT.matcher(yaml.lines().findFirst().orElseThrow());
        assertThat(expected.matches()).isTrue();

        ProtocolCheck.Checked checked = ProtocolCheck.of(yaml);

        assertThat(checked.sound()).isEmpty();
        assertThat(checked.findings()).hasSizeBetween(1, 2).allSatisfy(finding -> {
            assertThat(finding.line()).isBetween(1, (int) yaml.lines().count());
            assertThat(finding.column()).isPositive();
            assertThat(finding.detail()).isNotBlank().doesNotContainPattern(CLASS_NAME);
        });
        if (!expected.group(1).equals("yaml")) {
            assertThat(checked.findings()).extracting(ProtocolFinding::path).contains(expected.group(2));
        }
    }

    @Test
    void whatIsSoundIsReadAsARecordReadsIt() throws IOException {
        ProtocolCheck.Checked checked = ProtocolCheck.of(sound());
        assertThat(checked.findings()).isEmpty();
        assertThat(checked.sound()).contains(org.trialbook.protocol.ProtocolFile.read("p", sound()));
    }

    /// Every kind of item, and none of what a study without implants, crossovers and reads need not mention.
    @Test
    void aTrialWithoutImplantsDoesNotMentionThem() throws IOException {
        ProtocolCheck.Checked checked = ProtocolCheck.of(Files.readString(PROTOCOLS.resolve("every-kind.yaml")));
        assertThat(checked.findings()).isEmpty();
        assertThat(checked.sound().orElseThrow().implant().leads()).isEmpty();
    }

    @Test
    void faultsOfShapeAndFaultsOfRulesAreToldTogetherByTheirLines() throws IOException {
        String yaml = sound().replace("target: 20", "target: twenty")
                .replace("ratio: 1, treatment: [right]", "ratio: 0, treatment: [rihgt]")
                .replace("anchor: implant", "anchr: implant")
                .replace("forms: [device]", "forms: [devise]")
                .replace("type: decimal", "type: decimals");

        assertThat(ProtocolCheck.of(yaml).findings())
                .extracting(finding -> finding.inFile("p.yaml"))
                .containsExactly(
                        "p.yaml:7:9: target: 'twenty' is no whole number: how many subjects are randomized (whole-number)",
                        "p.yaml:10:29: arms[1].ratio: an arm's share is 1 or more (positive)",
                        "p.yaml:10:51: arms[1].treatment[0]: 'rihgt' is none of left, right; did you mean 'right'?"
                                + " (known-code)",
                        "p.yaml:48:84: visits[0].forms[0]: 'devise' is none of device; did you mean 'device'?"
                                + " (known-code)",
                        "p.yaml:49:29: visits[1].anchr: a visit has no 'anchr'; did you mean 'anchor'?; it has code,"
                                + " label, anchor, day, before, after, forms, reads, repeats, unscheduled, ends (unknown-member)",
                        "p.yaml:55:51: forms[0].items[0].type: 'decimals' is none of integer, decimal, boolean, choice,"
                                + " date, text, multi-choice, time, date-time, partial-date, calculated, coded, file; did you mean 'decimal'? (one-of)");
    }

    /// Its author changes what was told, and nothing else: then it is taken.
    @Test
    void aFirstDraftIsToldEverythingInOneRound() throws IOException {
        Path drafts = PROTOCOLS.resolve("drafts");
        assertThat(ProtocolCheck.of(Files.readString(drafts.resolve("triple-1.yaml")))
                        .findings())
                .hasSize(25)
                .allSatisfy(finding -> assertThat(finding.detail()).doesNotContainPattern(CLASS_NAME));
        assertThat(ProtocolCheck.of(Files.readString(drafts.resolve("triple-2.yaml")))
                        .findings())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: &a [*a, *a]|alias",
                "a: !!set {x}|tag",
                "a: 1\\na: 2|repeated-member",
                "a: {<<: {b: 1}}|merge",
                "a: 1\\n---\\nb: 2|yaml",
                "a: [1|yaml",
                "a: \"x|yaml"
            })
    void whatCouldGrowOrBeReadInTwoWaysIsNamed(String yaml, String rule) {
        assertThat(ProtocolCheck.of(yaml.replace("\\n", "\n")).findings())
                .filteredOn(finding -> finding.rule().equals(rule))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.detail()).doesNotContainPattern(CLASS_NAME));
    }

    @Test
    void aFileOfAnyDepthOrSizeIsRefusedAndNeverFollowed() {
        assertThat(ProtocolCheck.of("a: " + "[".repeat(40_000)).findings()).hasSize(1);
        assertThat(ProtocolCheck.of("a: " + "[".repeat(33) + "]".repeat(33)).findings())
                .extracting(ProtocolFinding::rule)
                .containsExactly("too-deep");
        assertThat(ProtocolCheck.of("#".repeat(800_000)).findings())
                .extracting(ProtocolFinding::rule)
                .containsExactly("file-size");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "[degF]|kg|forms[0].items[0].alternative-units[0]|factor",
                "factor: 88.42|factor: 0|forms[0].items[1].alternative-units[0].factor|factor",
                "missing: [haemolysed, unknown]|missing: [hemolysed]|forms[0].items[1].missing[0]|known-code",
                "shown-if: {item: signs, is: other}|shown-if: {item: sings, is: other}|forms[0].items[6].shown-if.item|known-item",
                "shown-if: {item: signs, is: other}|shown-if: {item: which, is: other}|forms[0].items[6].shown-if|itself",
                "required-if: {item: alive, is: false}|required-if: {item: alive, is: no}|forms[0].items[8].required-if|known-code",
                "formula: lvedv - lvesv|formula: lvedv - lvsev|forms[1].items[2].formula|formula",
                "formula: lvedv - lvesv|formula: lvef * lvedv|forms[1].items[2].formula|circular",
                "formula: lvedv - lvesv|formula: lvedv * lvesv|forms[1].items[2].unit|unit",
                "formula: lvedv - lvesv|min: 1|forms[1].items[2].formula|formula",
                "that: lvesv < lvedv|that: lvesv - lvedv|forms[1].checks[0].that|formula",
                "that: lvesv < lvedv|that: 1 < 2|forms[1].checks[0].that|formula",
                "item: lvesv}|item: lvsv}|forms[1].checks[1].item|known-code",
                "code: low, kind|code: volumes, kind|forms[1].checks[1].code|unique",
                "kind: soft, that: lvef|kind: mild, that: lvef|forms[1].checks[1].kind|one-of",
                "age, label: Age, type: integer,|age, label: Age, missing: [unknown], type: integer,|eligibility.items[0].missing|on-forms-only"
            })
    void whatItemsCannotSayIsNamed(String was, String becomes, String path, String rule) throws IOException {
        String yaml = Files.readString(PROTOCOLS.resolve("every-kind.yaml"));
        assertThat(yaml).contains(was);
        assertThat(ProtocolCheck.of(yaml.replace(was, becomes)).findings())
                .extracting(finding -> finding.path() + " " + finding.rule())
                .contains(path + " " + rule);
    }

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    /// Whatever an author's hand does to a file, the answer is findings, each within the file.
    @ParameterizedTest
    @MethodSource("seeds")
    void aFileThatWasSpoiltInManyPlacesIsStillAnswered(int seed) throws IOException {
        Random chance = new Random(seed);
        StringBuilder yaml = new StringBuilder(sound());
        List<String> hands = List.of("", "x", ": ", "[", "}", "-", "\n", "  ", "null", "'", "&a ", "*a", "9", "? ");
        for (int i = 0; i < 1 + seed % 8; i++) {
            int at = chance.nextInt(yaml.length() - 3);
            yaml.replace(at, at + chance.nextInt(3), hands.get(chance.nextInt(hands.size())));
        }
        String spoilt = yaml.toString();
        assertThatCode(() -> {
                    ProtocolCheck.Checked checked = ProtocolCheck.of(spoilt);
                    assertThat(checked.findings().isEmpty())
                            .isEqualTo(checked.sound().isPresent());
                    assertThat(checked.findings())
                            .allMatch(f -> f.line() <= spoilt.lines().count() + 1)
                            .noneMatch(f -> CLASS_NAME.matcher(f.detail()).find());
                })
                .as("seed " + seed + "\n" + spoilt)
                .doesNotThrowAnyException();
    }
}
