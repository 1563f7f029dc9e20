package org.trialbook.standalone;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.SealLabel;

/// Ideal encryption: the box depends on where the value belongs and on its padded length, and on nothing else; the
/// value is kept aside. With it, two histories that differ only in what is sealed are equal byte for byte, hashes
/// included, so whatever differs in an answer was not sealed.
final class IdealKey implements BlindingKey {

    private static final int OVERHEAD = 28;

    private final Map<SealLabel, byte[]> aside = new ConcurrentHashMap<>();

    @Override
    public String id() {
        return "ideal";
    }

    @Override
    public byte[] seal(byte[] padded, SealLabel label) {
        aside.put(label, padded.clone());
        byte[] box = new byte[padded.length + OVERHEAD];
        byte[] block = new byte[0];
        for (int i = 0; i < box.length; i++) {
            if (i % 32 == 0) {
                block = hmac(label + "|" + i);
            }
            box[i] = block[i % 32];
        }
        return box;
    }

    @Override
    public byte[] open(byte[] box, SealLabel label) {
        return Arrays.copyOf(Objects.requireNonNull(aside.get(label)), box.length - OVERHEAD);
    }

    private static byte[] hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
            return mac.doFinal(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
