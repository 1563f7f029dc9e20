package org.trialbook.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.ledger.EventLine.Tag;

/// A line put together from its parts is the line written at once.
class UnplacedLineTest {
    private static final Instant EPOCH = Instant.EPOCH;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isTheLineWrittenAtOnceWhereverItIsPut(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            EventLine unplaced = line(0, EPOCH, trap(random), trap(random), trap(random));
            long position = random.nextLong(Long.MAX_VALUE) >>> random.nextInt(63);
            Instant at = Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000) * 1_000L);
            EventLine placed = new EventLine(
                    position,
                    unplaced.id(),
                    unplaced.type(),
                    unplaced.version(),
                    unplaced.study(),
                    unplaced.tags(),
                    at,
                    unplaced.occurredAt(),
                    unplaced.actor(),
                    unplaced.command(),
                    unplaced.reason(),
                    unplaced.metadata(),
                    unplaced.payload());
            assertThat(UnplacedLine.of(unplaced).at(position, at))
                    .as("seed %d, line %d", seed, i)
                    .isEqualTo(placed.format());
        }
    }

    @Test
    void isRefusedWhereItsPositionMakesItTooLong() {
        EventLine line = line(0, EPOCH, "id", "tag", "x");
        int missing = EventLine.MAX_BYTES - line.format().length;
        UnplacedLine longest = UnplacedLine.of(line(0, EPOCH, "id", "tag", "x".repeat(1 + missing)));
        assertThat(longest.at(9, EPOCH)).hasSize(EventLine.MAX_BYTES);
        assertThatThrownBy(() -> longest.at(10, EPOCH)).isInstanceOf(OversizedLineException.class);
    }

    /// What could be taken for the member if it were looked for carelessly.
    private static String trap(Random random) {
        List<String> traps = List.of(
                "],\"recordedAt\":\"",
                "],\\\"recordedAt\\\":\\\"",
                "\\],\"recordedAt\":\"2026",
                ",\"position\":7",
                "ä\u0001\n\"",
                "plain");
        return "x" + traps.get(random.nextInt(traps.size())) + traps.get(random.nextInt(traps.size()));
    }

    private static EventLine line(long position, Instant at, String id, String tag, String text) {
        return new EventLine(
                position,
                id,
                "trial.Noted",
                "1",
                text.length() % 2 == 0 ? null : "HOT-CRT",
                List.of(new Tag("a" + tag, id), new Tag("b", tag)),
                at,
                null,
                null,
                tag,
                null,
                new TreeMap<>(Map.of("k", tag)),
                Json.quote(text));
    }
}
