package org.trialbook.trial.act;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.function.Function;

/// Chance, drawn before an act is decided: things are put in order by the hash of the key and their name, and what
/// is to be made up is taken from hashes, so that the same act decided again comes to the same.
///
/// @param secret 32 random bytes, hexadecimal
public record ShuffleKey(String secret) {

    /// @param drawn 32 random bytes; of a `SecureRandom` wherever the record is real
    public static ShuffleKey of(byte[] drawn) {
        return new ShuffleKey(HexFormat.of().formatHex(drawn));
    }

    /// A random order.
    public <V> Comparator<V> order(Function<V, String> name) {
        return Comparator.comparing((V thing) -> HexFormat.of().formatHex(bytes(name.apply(thing))))
                .thenComparing(name);
    }

    /// 32 random bytes of their own for each label.
    public byte[] bytes(String label) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((secret + "\n" + label).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
