package org.trialbook.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever happens to the bytes of a line, they are either refused or written back exactly as they were read.
class DamagedLineTest {

    private static final String PIECES = "{}[]\",:\\u0041nullEe+-.09 \n\u00e4";

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 42, 20261121})
    void isRefusedOrReadWithoutLoss(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int read = 0;
        int refused = 0;
        for (int i = 0; i < 30_000; i++) {
            byte[] line = damage(
                    random, (i % 2 == 0 ? EventLineTest.FULL : EventLineTest.BARE).getBytes(StandardCharsets.UTF_8));
            try {
                EventLine event = EventLine.parse(line);
                assertThat(event.format()).isEqualTo(line);
                assertThat(EventLine.parse(event.format())).isEqualTo(event);
                read++;
            } catch (MalformedLineException malformed) {
                assertThat(malformed.offset()).isBetween(0, line.length);
                refused++;
            }
        }
        assertThat(read).isPositive();
        assertThat(refused).isPositive();
    }

    private static byte[] damage(SplittableRandom random, byte[] line) {
        int at = random.nextInt(line.length);
        byte piece = random.nextInt(8) == 0
                ? (byte) random.nextInt(256)
                : PIECES.getBytes(StandardCharsets.UTF_8)[random.nextInt(PIECES.length())];
        return switch (random.nextInt(3)) {
            case 0 -> {
                line[at] = piece;
                yield line;
            }
            case 1 -> {
                byte[] shorter = Arrays.copyOf(line, line.length - 1);
                System.arraycopy(line, at + 1, shorter, at, shorter.length - at);
                yield shorter;
            }
            default -> {
                byte[] longer = Arrays.copyOf(line, line.length + 1);
                System.arraycopy(line, at, longer, at + 1, line.length - at);
                longer[at] = piece;
                yield longer;
            }
        };
    }
}
