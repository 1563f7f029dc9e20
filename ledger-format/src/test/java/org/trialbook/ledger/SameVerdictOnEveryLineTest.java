package org.trialbook.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The quick reader and the plain one give the same event, or the same refusal at the same byte, for
/// lines that are sound and for lines that are damaged in every way we could think of.
class SameVerdictOnEveryLineTest {

    private static final int LINES = 1_500;
    private static final int DAMAGES = 12;

    private final LineScan scan = new LineScan();

    /// What a reader makes of a line: the event, or the refusal.
    private record Verdict(
            @Nullable EventLine event, int offset, @Nullable String expected) {}

    private interface Reader {
        EventLine read(byte[] line);
    }

    private static Verdict verdict(Reader reader, byte[] line) {
        try {
            return new Verdict(reader.read(line), -1, null);
        } catch (MalformedLineException refused) {
            return new Verdict(null, refused.offset(), refused.expected());
        }
    }

    private EventLine scanned(byte[] line) {
        // Somewhere in a larger buffer, with bytes around it that would continue the line.
        byte[] around = new byte[line.length + 40];
        Arrays.fill(around, (byte) '}');
        System.arraycopy(line, 0, around, 17, line.length);
        scan.check(around, 17, line.length);
        EventLine event = scan.event();
        assertThat(scan.position()).isEqualTo(event.position());
        assertThat(scan.recordedAt()).isEqualTo(event.recordedAt());
        assertThat(scan.type()).isEqualTo(event.type());
        assertThat(scan.tags()).isEqualTo(event.tags());
        return event;
    }

    private boolean bothSay(byte[] line) {
        Verdict plain = verdict(NaiveLine::parse, line);
        assertThat(verdict(EventLine::parse, line)).as(() -> text(line)).isEqualTo(plain);
        assertThat(verdict(this::scanned, line)).as(() -> text(line)).isEqualTo(plain);
        return plain.event() != null;
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {3, 20261121, 987654321})
    void soundLinesAndTheirDamages(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RandomLines lines = new RandomLines(random);
        int sound = 0;
        int read = 0;
        for (int i = 0; i < LINES; i++) {
            byte[] line = lines.next();
            sound += bothSay(line) ? 1 : 0;
            EventLine event = EventLine.parse(line);
            assertThat(event.format()).isEqualTo(line);
            assertThat(UnplacedLine.of(event).at(event.position(), event.recordedAt()))
                    .isEqualTo(line);
            for (int j = 0; j < DAMAGES; j++) {
                read += bothSay(Damage.of(random, line)) ? 1 : 0;
            }
        }
        assertThat(sound).isEqualTo(LINES);
        // Some damages change only a value; most must be refused, or the generator makes nothing of
        // interest.
        assertThat(read).isBetween(LINES * DAMAGES / 50, LINES * DAMAGES / 2);
    }

    @Test
    void payloadsAtTheEdgeOfWhatIsAllowed() {
        List<String> payloads = new ArrayList<>(List.of(
                "[".repeat(64) + "1" + "]".repeat(64),
                "[".repeat(65) + "1" + "]".repeat(65),
                "{\"a\":".repeat(64) + "1" + "}".repeat(64),
                "{\"a\":".repeat(65) + "1" + "}".repeat(65),
                "[".repeat(65) + "]".repeat(65),
                "{\"a\":{\"a\":1},\"b\":{\"a\":1}}",
                "{\"a\":{\"b\":1,\"c\":{\"b\":1}},\"b\":1}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "{\"\":1,\"\":2}",
                "{\"ä\":1,\"\\u00e4\":2}",
                "{\"\\u00e4\":1,\"ä\":2}",
                "{\"\\n\":1,\"\\u000a\":2}",
                "{\"\\/\":1,\"/\":2}",
                "{\"\\ud83d\\ude00\":1,\"\uD83D\uDE00\":2}",
                "\"\\ud83d\uD83D\uDE00\"",
                "\"\uD83D\uDE00\\ude00\"",
                "\"\\ud83d\\u0041\"",
                "\"\\ud83d\\n\"",
                "\"\\ud83dx",
                "\"\\ud83d\u0001\"",
                "-",
                "-0",
                "-00",
                "0.0e-0",
                "1E",
                "1e+",
                "00",
                "0.",
                "-.1",
                "tru",
                "truex",
                "nullx",
                ""));
        for (int members : new int[] {11, 12, 13, 14, 40}) {
            for (int repeated : new int[] {-1, 0, members - 1}) {
                StringBuilder object = new StringBuilder("{");
                for (int i = 0; i < members; i++) {
                    object.append("\"m").append(i).append("\":{\"m0\":0},");
                }
                payloads.add(object + "\"m" + repeated + "\":1}");
                payloads.add(object + "\"\\u006d" + repeated + "\":1}");
            }
        }
        int read = 0;
        for (String payload : payloads) {
            read += bothSay(EventLineTest.BARE
                            .replace("\"payload\":null", "\"payload\":" + payload)
                            .getBytes(StandardCharsets.UTF_8))
                    ? 1
                    : 0;
        }
        assertThat(read).isEqualTo(17);
    }

    @Test
    void everyTwoBytesThatMayOrMayNotBeUtf8() {
        String[] parts = EventLineTest.BARE.split("\"id\":\"a\"", 2);
        int read = 0;
        for (int first = 0x7F; first < 0x100; first++) {
            for (int second = 0x7E; second < 0x100; second++) {
                byte[] id = {(byte) first, (byte) second, (byte) 0x80, (byte) (first == 0xF4 ? 0x8F : 0xBF)};
                for (int length = 1; length <= 4; length++) {
                    read += bothSay(joined(parts[0] + "\"id\":\"", Arrays.copyOf(id, length), "\"" + parts[1])) ? 1 : 0;
                }
            }
        }
        assertThat(read).isGreaterThan(1_000);
        assertThat(bothSay(joined(parts[0] + "\"id\":\"", new byte[] {(byte) 0xF0, (byte) 0x9F, (byte) 0x98}, "")))
                .isFalse();
    }

    @Test
    void everyDayAndManySecondsOfTheCalendar() {
        int read = 0;
        for (String year : List.of("0000", "0001", "1900", "1969", "1970", "2000", "2026", "2100", "2400", "9999")) {
            for (int month = 0; month <= 13; month++) {
                for (int day = 0; day <= 32; day++) {
                    String date = String.format("%s-%02d-%02dT", year, month, day);
                    read += bothSay(recorded(date + "23:59:59.999999Z")) ? 1 : 0;
                }
            }
        }
        // Ten years, of which three leap.
        assertThat(read).isEqualTo(10 * 365 + 3);
        for (String time : List.of(
                "2026-11-21T24:00:00.000000Z",
                "2026-11-21T23:60:00.000000Z",
                "2026-11-21T23:59:60.000000Z",
                "2026-11-21 23:59:59.000000Z",
                "2026-11-21T23:59:59,000000Z",
                "2026-11-21T23:59:59.000000z",
                "2026-11-21T23:59:59.00000 Z",
                "2026/11/21T23:59:59.000000Z",
                "+026-11-21T23:59:59.000000Z",
                "-026-11-21T23:59:59.000000Z",
                "\\u0032026-11-21T23:59:59.00Z",
                "٢026-11-21T23:59:59.00000Z",
                "")) {
            assertThat(bothSay(recorded(time))).as(time).isFalse();
        }
    }

    private static byte[] recorded(String instant) {
        return EventLineTest.BARE
                .replace("2026-11-21T10:00:00.000000Z", instant)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(String before, byte[] middle, String behind) {
        byte[] a = before.getBytes(StandardCharsets.UTF_8);
        byte[] c = behind.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(a, a.length + middle.length + c.length);
        System.arraycopy(middle, 0, all, a.length, middle.length);
        System.arraycopy(c, 0, all, a.length + middle.length, c.length);
        return all;
    }
}
