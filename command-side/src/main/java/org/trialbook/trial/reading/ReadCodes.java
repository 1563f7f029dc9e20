package org.trialbook.trial.reading;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.trialbook.event.ReadCode;
import org.trialbook.trial.act.ShuffleKey;

/// Read codes: eight characters of Crockford's base 32, so 40 random bits.
final class ReadCodes {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 8;

    private ReadCodes() {}

    /// As many as are asked for, each by chance.
    static Stream<ReadCode> drawn(ShuffleKey chance) {
        return IntStream.iterate(0, n -> n + 1).mapToObj(n -> code(chance.bytes("read code " + n)));
    }

    private static ReadCode code(byte[] bytes) {
        StringBuilder code = new StringBuilder("R-");
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(bytes[i] & 31));
        }
        return new ReadCode(code.toString());
    }
}
