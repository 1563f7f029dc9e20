package org.trialbook.allocation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/// SHA-256 over texts, each followed by a zero byte, and then secret bytes of fixed length.
final class LabelledHash {

    private LabelledHash() {}

    static byte[] of(List<String> texts, byte[]... secrets) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String text : texts) {
                digest.update(text.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            for (byte[] secret : secrets) {
                digest.update(secret);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
