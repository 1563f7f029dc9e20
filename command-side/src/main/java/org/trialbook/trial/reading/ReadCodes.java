package org.trialbook.trial.reading;

import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.trialbook.event.ReadCode;

/// Draws what acts on reads need of chance: read codes, eight characters of Crockford's base 32 (40 random bits), and
/// random orders.
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

    List<ReadCode> next(int count) {
        return Stream.generate(this::next).limit(count).toList();
    }

    Lot lot() {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        return new Lot(HexFormat.of().formatHex(secret));
    }
}
