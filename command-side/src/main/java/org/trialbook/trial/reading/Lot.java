package org.trialbook.trial.reading;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.function.Function;

/// A random order, drawn before the act is decided: things are sorted by the hash of the secret and their name, so that
/// the same act decided again comes to the same.
///
/// @param secret 32 random bytes, hexadecimal
public record Lot(String secret) {

    <T> Comparator<T> order(Function<T, String> name) {
        return Comparator.comparing((T thing) -> place(name.apply(thing))).thenComparing(name);
    }

    private String place(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((secret + "\n" + name).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
