package org.trialbook.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// Rules that a key's name and identity follow, from the C2SP signed-note specification.
final class KeyName {

    private KeyName() {}

    static String require(String name) {
        boolean bad = name.isEmpty()
                || name.indexOf('+') >= 0
                || name.codePoints().anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || c < 0x20)
                || Json.loneSurrogate(name) >= 0;
        if (bad) {
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
