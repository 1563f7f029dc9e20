package org.trialbook.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/// Rules that a key's name and identity follow, from the C2SP signed-note specification.
final class KeyName {

    /// The plus sign parts a key's name from its id; white space parts it from its signature.
    private static final Pattern FORBIDDEN = Pattern.compile("[+\\x00-\\x1f\\p{IsWhite_Space}]");

    private KeyName() {}

    static String require(String name) {
        if (name.isEmpty() || FORBIDDEN.matcher(name).find() || Json.loneSurrogate(name) >= 0) {
            throw new IllegalArgumentException(
                    "a key name is not empty and has neither '+' nor white space: '" + name + "'");
        }
        return name;
    }

    /// The first four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key).
    static int id(String name, KeyType type, byte[] publicKey) {
        MessageDigest digest = Sha256.digest();
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        digest.update(type.id());
        return ByteBuffer.wrap(digest.digest(publicKey)).getInt();
    }
}
