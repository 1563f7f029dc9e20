package org.trialbook.media;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What a site replaces identifiers under, so that files of one examination still belong together and nobody without
/// the secret can go back. It never leaves the site.
public final class SiteSecret {

    private static final int LEAST_BYTES = 32;
    private final SecretKeySpec key;

    /// @throws IllegalArgumentException below 32 bytes
    public SiteSecret(byte[] bytes) {
        if (bytes.length < LEAST_BYTES) {
            throw new IllegalArgumentException("a site's secret has at least %d bytes".formatted(LEAST_BYTES));
        }
        this.key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    /// HMAC-SHA-256 of a value under a purpose; 32 bytes.
    public byte[] of(String purpose, byte[] value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(purpose.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(value);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not available", e);
        }
    }

    @Override
    public String toString() {
        return "SiteSecret";
    }
}
