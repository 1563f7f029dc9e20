package org.trialbook.blinding;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce in front of the ciphertext and its 128-bit
/// tag behind.
public final class AesGcmBlindingKey implements BlindingKey {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final String CHECK_LABEL = "trialbook blinding key check v1";

    private final String id;
    private final SecretKeySpec key;
    private final RandomGenerator random;

    /// @param key 32 bytes
    /// @param random the source of nonces; a `SecureRandom` wherever the record is real
    public AesGcmBlindingKey(String id, byte[] key, RandomGenerator random) {
        if (key.length != 32) {
            throw new IllegalArgumentException("a blinding key has 32 bytes, not " + key.length);
        }
        this.id = id;
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    @Override
    public String id() {
        return id;
    }

    /// HMAC-SHA-256 under the key over a label, a zero byte and the id, as HKDF expands one: lower-case hexadecimal.
    @Override
    public Map<String, String> checkValues() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
            return Map.of(
                    id,
                    HexFormat.of().formatHex(mac.doFinal((CHECK_LABEL + "\0" + id).getBytes(StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not available", e);
        }
    }

    @Override
    public byte[] seal(byte[] padded, SealLabel label) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, label).doFinal(padded);
            return ByteBuffer.allocate(NONCE + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available", e);
        }
    }

    @Override
    public byte[] open(byte[] box, SealLabel label) {
        if (box.length < NONCE + TAG_BITS / 8) {
            throw new UnopenableException("a sealed field of %d bytes is cut short".formatted(box.length));
        }
        byte[] nonce = Arrays.copyOf(box, NONCE);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, label).doFinal(box, NONCE, box.length - NONCE);
        } catch (AEADBadTagException e) {
            throw new UnopenableException(
                    "field %s of event %s does not open under key %s".formatted(label.field(), label.eventId(), id));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, SealLabel label) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(label.authenticated(id));
        return cipher;
    }
}
