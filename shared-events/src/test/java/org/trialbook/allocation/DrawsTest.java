package org.trialbook.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawsTest {

    private static final BigInteger TWO_TO_64 = BigInteger.TWO.pow(64);

    /// With ranges this large, many numbers lie in the last, incomplete range: a small one hardly ever meets it.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 10_000, (1L << 62) + 1, 3L << 61, Long.MAX_VALUE, (1L << 62)})
    void aNumberThatWouldFavourTheSmallOnesIsDrawnAgain(long range) {
        AllocationSeed seed = new AllocationSeed(new byte[32]);
        BigInteger size = BigInteger.valueOf(range);
        BigInteger fair = TWO_TO_64.divide(size).multiply(size);
        int rejected = 0;
        for (int i = 0; i < 200; i++) {
            String label = "test|" + i;
            int attempt = 0;
            BigInteger number;
            do {
                number = new BigInteger(1, Arrays.copyOf(seed.hmac(label + "|" + attempt), 8));
                attempt++;
            } while (number.compareTo(fair) >= 0);
            rejected += attempt - 1;
            assertThat(Draws.below(seed, label, range))
                    .isEqualTo(number.mod(size).longValueExact());
        }
        // 2⁶⁴ is a multiple of a power of two, and nearly one of anything small.
        assertThat(rejected > 20).isEqualTo(range > 10_000 && Long.bitCount(range) > 1 && range != Long.MAX_VALUE);
    }
}
