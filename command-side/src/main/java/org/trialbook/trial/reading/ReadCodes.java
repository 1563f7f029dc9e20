package org.trialbook.trial.reading;

import java.util.random.RandomGenerator;
import org.trialbook.event.ReadCode;

/// Draws read codes: eight characters of Crockford's base 32, 40 random bits.
public final class ReadCodes {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 8;

    private final RandomGenerator random;

    /// @param random a `SecureRandom` wherever the record is real
    public ReadCodes(RandomGenerator random) {
        this.random = random;
    }

    public ReadCode next() {
        StringBuilder code = new StringBuilder("R-");
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new ReadCode(code.toString());
    }
}
