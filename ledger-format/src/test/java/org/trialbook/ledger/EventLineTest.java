package org.trialbook.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.ledger.EventLine.Actor;
import org.trialbook.ledger.EventLine.Tag;

class EventLineTest {

    static final String FULL =
            "{\"position\":17,\"id\":\"0193\",\"type\":\"trialbook.SubjectRandomized\",\"version\":\"1\","
                    + "\"study\":\"HOT-CRT\",\"tags\":[[\"command\",\"c1\"],[\"subject\",\"01-003\"]],"
                    + "\"recordedAt\":\"2026-11-21T10:00:00.123456Z\",\"occurredAt\":\"2026-11-21T11:00:00+01:00[Europe/Berlin]\","
                    + "\"actor\":{\"id\":\"u1\",\"name\":\"Änne\",\"role\":\"coordinator\",\"site\":\"01\"},"
                    + "\"command\":\"c1\",\"reason\":\"said \\\"yes\\\"\",\"metadata\":{\"traceId\":\"7f\"},\"payload\":{\"arm\":\"x\"}}";

    static final String BARE =
            "{\"position\":0,\"id\":\"a\",\"type\":\"t\",\"version\":\"1\",\"study\":null,\"tags\":[],"
                    + "\"recordedAt\":\"2026-11-21T10:00:00.000000Z\",\"occurredAt\":null,\"actor\":null,\"command\":null,"
                    + "\"reason\":null,\"metadata\":{},\"payload\":null}";

    private static final EventLine FULL_EVENT = new EventLine(
            17,
            "0193",
            "trialbook.SubjectRandomized",
            "1",
            "HOT-CRT",
            List.of(new Tag("subject", "01-003"), new Tag("command", "c1")),
            Instant.parse("2026-11-21T10:00:00.123456Z"),
            "2026-11-21T11:00:00+01:00[Europe/Berlin]",
            new Actor("u1", "Änne", "coordinator", "01"),
            "c1",
            "said \"yes\"",
            new TreeMap<>(Map.of("traceId", "7f")),
            "{\"arm\":\"x\"}");

    @Test
    void anEventWithEverythingHasExactlyThisLine() {
        assertThat(new String(FULL_EVENT.format(), StandardCharsets.UTF_8)).isEqualTo(FULL);
        assertThat(EventLine.parse(bytes(FULL))).isEqualTo(FULL_EVENT);
    }

    @Test
    void anEventWithoutAnythingOptionalStillNamesEveryMember() {
        EventLine bare = bare(Instant.parse("2026-11-21T10:00:00Z"), List.of(), new TreeMap<>(), "null");
        assertThat(new String(bare.format(), StandardCharsets.UTF_8)).isEqualTo(BARE);
        assertThat(EventLine.parse(bytes(BARE))).isEqualTo(bare);
    }

    @Test
    void anActorWithoutASiteHasANullSite() {
        String line = FULL.replace("\"site\":\"01\"", "\"site\":null");
        assertThat(EventLine.parse(bytes(line)).actor()).isEqualTo(new Actor("u1", "Änne", "coordinator", null));
        assertThat(EventLine.parse(bytes(line)).format()).isEqualTo(bytes(line));
    }

    @Test
    void tagsAndMetadataAreWrittenInTheOrderOfTheirCodePoints() {
        // U+1F600 is above U+FB01, though its first UTF-16 unit is below.
        SortedMap<String, String> metadata = new TreeMap<>(Map.of("\uD83D\uDE00", "3", "ﬁ", "2", "a", "1"));
        List<Tag> tags = List.of(new Tag("b", ""), new Tag("a", "\uD83D\uDE00"), new Tag("a", "ﬁ"), new Tag("a", "ﬁa"));
        byte[] line = bare(Instant.EPOCH, tags, metadata, "1").format();
        assertThat(new String(line, StandardCharsets.UTF_8))
                .contains("[[\"a\",\"ﬁ\"],[\"a\",\"ﬁa\"],[\"a\",\"\uD83D\uDE00\"],[\"b\",\"\"]]")
                .contains("{\"a\":\"1\",\"ﬁ\":\"2\",\"\uD83D\uDE00\":\"3\"}");
        assertThat(EventLine.parse(line).format()).isEqualTo(line);
    }

    @Test
    void whatTheEventWasMadeFromCanChangeWithoutChangingIt() {
        SortedMap<String, String> metadata = new TreeMap<>(Map.of("k", "v"));
        EventLine event = bare(Instant.EPOCH, List.of(), metadata, "1");
        metadata.put("l", "w");
        assertThat(event.metadata()).hasSize(1);
        assertThatThrownBy(() -> event.metadata().put("l", "w")).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "-0",
                "12.50",
                "1e9",
                "-1.5E+7",
                "2e-3",
                "true",
                "false",
                "null",
                "\"\"",
                "[]",
                "{}",
                "[1,[2],{}]",
                "{\"a\":{\"b\":[null]},\"c\":\"\\u00e4\\/\\b\\t\\n\\f\\r\"}",
                "\"\\ud83d\\ude00\"",
                "\"\\uD83D\\uDE00\""
            })
    void aPayloadIsKeptAsItWasGiven(String payload) {
        byte[] line = bare(Instant.EPOCH, List.of(), new TreeMap<>(), payload).format();
        assertThat(EventLine.parse(line).payload()).isEqualTo(payload);
        assertThat(EventLine.parse(line).format()).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 1",
                "1 ",
                "{\"a\": 1}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "{a:1}",
                "{\"a\":1,}",
                "{\"a\"}",
                "{\"a\":1",
                "[1,]",
                "[1",
                "[",
                "{",
                "01",
                "1.",
                ".5",
                "+1",
                "1e",
                "1e+",
                "-",
                "--1",
                "0x1",
                "NaN",
                "nul",
                "True",
                "\"",
                "\"a",
                "\"\\",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\\ud83d\"",
                "\"\\ude00\"",
                "\"\\ude00\\ud83d\"",
                "\"\n\"",
                "\"a\tb\"",
                "\"\\\\\u0001\"",
                "1,2",
                "{}}",
                "'a'"
            })
    void aPayloadThatIsNotStrictJsonIsRefused(String payload) {
        assertThatThrownBy(() -> bare(Instant.EPOCH, List.of(), new TreeMap<>(), payload))
                .isInstanceOf(MalformedJsonException.class);
        assertThatThrownBy(() -> EventLine.parse(bytes(BARE.replace("\"payload\":null", "\"payload\":" + payload))))
                .isInstanceOf(MalformedLineException.class);
    }

    @Test
    void aPayloadMayNestSixtyFourLevelsAndNoMore() {
        assertThat(Json.requireValue("[".repeat(64) + "1" + "]".repeat(64))).isNotNull();
        // A scalar is as deep as an empty array in its place.
        assertThat(Json.requireValue("[".repeat(65) + "]".repeat(65))).isNotNull();
        assertThatThrownBy(() -> Json.requireValue("[".repeat(66) + "]".repeat(66)))
                .isInstanceOf(MalformedJsonException.class);
        assertThatThrownBy(() -> Json.requireValue("[".repeat(65) + "1" + "]".repeat(65)))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("byte 65: expected at most 64 levels");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // what to replace | with what | first bad byte | expected
                "{\"position\"|{ \"position\"|1|{\"position\":",
                "\"position\":0|\"position\":00|12|a whole number",
                "\"position\":0|\"position\":-1|12|a whole number",
                "\"position\":0|\"position\":1.0|13|,\"id\":",
                "\"position\":0|\"position\":9223372036854775808|12|a number below 2^63",
                "\"position\":0|\"position\":\"0\"|12|a whole number",
                "\"id\":\"a\"|\"id\":\"\"|19|a string that is not empty",
                "\"id\":\"a\"|\"id\":null|19|\"",
                "\"id\":\"a\"|\"id\":\"\\u0061\"|19|the canonical escapes of the string",
                "\"id\":\"a\"|\"id\":\"\\/\"|19|the canonical escapes of the string",
                "\"id\":\"a\"|\"id\":\"\\u000A\"|19|the canonical escapes of the string",
                "\"id\":\"a\"|\"id\":\"\\u001F\"|19|the canonical escapes of the string",
                "\"id\":\"a\"|\"di\":\"a\"|15|,\"id\":",
                "\"type\":\"t\"|\"type\":\"\"|30|a string that is not empty",
                "\"version\":\"1\"|\"version\":\"\"|44|a string that is not empty",
                "\"study\":null|\"study\":nul|56|\"",
                "\"tags\":[]|\"tags\":[[\"b\",\"1\"],[\"a\",\"1\"]]|79|tags in ascending order",
                "\"tags\":[]|\"tags\":[[\"a\",\"1\"],[\"a\",\"1\"]]|79|tags in ascending order",
                "\"tags\":[]|\"tags\":[[\"a\"]]|73|,",
                "\"tags\":[]|\"tags\":[[\"a\",\"b\",\"c\"]]|77|]",
                "\"tags\":[]|\"tags\":{}|68|,\"tags\":[",
                "\"metadata\":{}|\"metadata\":{\"b\":\"1\",\"a\":\"1\"}|194|metadata in ascending order of the names",
                "\"metadata\":{}|\"metadata\":{\"a\":\"1\",\"a\":\"1\"}|194|metadata in ascending order of the names",
                "\"metadata\":{}|\"metadata\":{\"a\":1}|190|\"",
                "10:00:00.000000Z|10:00:00.00000Z|84|an instant like \"2026-11-21T10:00:00.123456Z\"",
                "10:00:00.000000Z|10:00:00.0000000Z|84|an instant like \"2026-11-21T10:00:00.123456Z\"",
                "10:00:00.000000Z|10:00:00Z|84|an instant like \"2026-11-21T10:00:00.123456Z\"",
                "10:00:00.000000Z|24:00:00.000000Z|84|an instant like \"2026-11-21T10:00:00.123456Z\"",
                "10:00:00.000000Z|23:59:60.000000Z|84|an instant like \"2026-11-21T10:00:00.123456Z\"",
                "10:00:00.000000Z|10:00:00.000000+00:00|84|an instant like \"2026-11-21T10:00:00.123456Z\"",
                "2026-11-21T|2026-02-30T|84|an instant like \"2026-11-21T10:00:00.123456Z\"",
                "2026-11-21T|+12026-11-21T|84|an instant like \"2026-11-21T10:00:00.123456Z\"",
                "2026-11-21T|-2026-11-21T|84|an instant like \"2026-11-21T10:00:00.123456Z\"",
                "\"actor\":null|\"actor\":{}|141|{\"id\":",
                "\"payload\":null}|\"payload\":null|202|}",
                "\"payload\":null}|\"payload\":null}}|203|the end",
                "\"payload\":null}|\"payload\":null,\"extra\":1}|202|}",
            })
    void aLineThatIsNotWrittenTheOneWayIsRefusedAtItsFirstBadByte(
            String part, String other, int offset, String expected) {
        assertThat(BARE).contains(part);
        MalformedLineException refusal = catchThrowableOfType(
                MalformedLineException.class, () -> EventLine.parse(bytes(BARE.replace(part, other))));
        assertThat(refusal).isNotNull();
        assertThat(refusal.expected()).isEqualTo(expected);
        assertThat(refusal.offset()).isEqualTo(offset);
        assertThat(refusal).hasMessage("byte " + offset + ": expected " + expected);
    }

    @Test
    void theOffsetCountsBytesNotCharacters() {
        String line = BARE.replace("\"id\":\"a\"", "\"id\":\"ä\uD83D\uDE00\"").replace("\"type\"", "\"typ\"");
        MalformedLineException refusal =
                catchThrowableOfType(MalformedLineException.class, () -> EventLine.parse(bytes(line)));
        assertThat(refusal.offset()).isEqualTo(line.indexOf("\"typ\"") + 4 + 3);
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWhereTheyStand() {
        byte[] line = bytes(BARE);
        int at = BARE.indexOf("\"id\":\"a\"") + 6;
        line[at] = (byte) 0xC3;
        MalformedLineException refusal =
                catchThrowableOfType(MalformedLineException.class, () -> EventLine.parse(line));
        assertThat(refusal.expected()).isEqualTo("UTF-8");
        assertThat(refusal.offset()).isEqualTo(at);
    }

    @Test
    void theReplacementCharacterItselfIsAnOrdinaryCharacter() {
        byte[] line = bytes(BARE.replace("\"id\":\"a\"", "\"id\":\"\uFFFD\""));
        assertThat(EventLine.parse(line).id()).isEqualTo("\uFFFD");
    }

    @Test
    void theLongestLineHas65535Bytes() {
        int room = EventLine.MAX_BYTES - bytes(BARE).length + "null".length() - 2;
        EventLine longest =
                bare(Instant.parse("2026-11-21T10:00:00Z"), List.of(), new TreeMap<>(), "\"" + "x".repeat(room) + "\"");
        assertThat(longest.format()).hasSize(65_535);
        assertThat(EventLine.parse(longest.format())).isEqualTo(longest);

        EventLine longer = bare(
                Instant.parse("2026-11-21T10:00:00Z"), List.of(), new TreeMap<>(), "\"" + "x".repeat(room + 1) + "\"");
        assertThatThrownBy(longer::format)
                .isInstanceOf(OversizedLineException.class)
                .hasMessage("the line would have 65536 bytes; at most 65535 are possible");
        assertThatThrownBy(() -> EventLine.parse(new byte[65_536]))
                .isInstanceOf(MalformedLineException.class)
                .hasMessage("byte 65535: expected a line of at most 65535 bytes");
    }

    @Test
    void everyControlCharacterIsEscapedAndComesBack() {
        for (char c = 0; c < 0x20; c++) {
            String quoted = Json.quote("<" + c + ">");
            byte[] line = bytes(BARE.replace("\"id\":\"a\"", "\"id\":" + quoted));
            assertThat(quoted).doesNotContain(String.valueOf(c));
            assertThat(EventLine.parse(line).id()).isEqualTo("<" + c + ">");
            assertThat(EventLine.parse(line).format()).isEqualTo(line);
        }
        assertThat(Json.quote("\b\t\n\f\r\u0000\u001f\u007f/\"\\"))
                .isEqualTo("\"\\b\\t\\n\\f\\r\\u0000\\u001f\u007f/\\\"\\\\\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "\uDE00", "\uD83Dx", "x\uDE00\uD83D", "\uD83D\uD83D\uDE00"})
    void halfASurrogatePairCannotBeWritten(String broken) {
        assertThatThrownBy(() -> Json.quote(broken)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Json.requireValue("\"" + broken + "\"")).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void componentsThatNoLineCanHoldAreRefused() {
        List<Tag> none = List.of();
        assertThatThrownBy(() -> bare(Instant.parse("2026-11-21T10:00:00.0000001Z"), none, new TreeMap<>(), "1"))
                .hasMessageStartingWith("recordedAt is finer than a microsecond");
        assertThatThrownBy(() -> bare(Instant.parse("+10000-01-01T00:00:00Z"), none, new TreeMap<>(), "1"))
                .hasMessageStartingWith("recordedAt does not have a year of four digits");
        assertThatThrownBy(() -> bare(Instant.parse("-0001-12-31T23:59:59Z"), none, new TreeMap<>(), "1"))
                .hasMessageStartingWith("recordedAt does not have a year of four digits");
        assertThatThrownBy(
                        () -> bare(Instant.EPOCH, List.of(new Tag("a", "b"), new Tag("a", "b")), new TreeMap<>(), "1"))
                .hasMessage("a tag is repeated");
        assertThatThrownBy(() -> named(-1, "a", "t", "1")).hasMessage("position is negative");
        assertThatThrownBy(() -> named(0, "", "t", "1")).hasMessage("id is empty");
        assertThatThrownBy(() -> named(0, "a", "", "1")).hasMessage("type is empty");
        assertThatThrownBy(() -> named(0, "a", "t", "")).hasMessage("version is empty");
        assertThat(bare(Instant.parse("0000-01-01T00:00:00Z"), none, new TreeMap<>(), "1")
                        .format())
                .isNotEmpty();
        assertThat(bare(Instant.parse("9999-12-31T23:59:59.999999Z"), none, new TreeMap<>(), "1")
                        .format())
                .isNotEmpty();
    }

    private static EventLine named(long position, String id, String type, String version) {
        return new EventLine(
                position,
                id,
                type,
                version,
                null,
                List.of(),
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                new TreeMap<>(),
                "1");
    }

    private static EventLine bare(Instant at, List<Tag> tags, SortedMap<String, String> metadata, String payload) {
        return new EventLine(0, "a", "t", "1", null, tags, at, null, null, null, null, metadata, payload);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
