package org.trialbook.allocation;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.trialbook.event.StudyId;

/// The 32 secret bytes from which a study's whole allocation list follows. Its commitment is published
/// with the
/// protocol, so that the list is known to have been fixed before the first subject.
public final class AllocationSeed {

    private static final String COMMITMENT_LABEL = "trialbook allocation seed v1";

    private final byte[] seed;

    /// @param seed 32 bytes from a `SecureRandom`
    public AllocationSeed(byte[] seed) {
        if (seed.length != 32) {
            throw new IllegalArgumentException("an allocation seed has 32 bytes, not " + seed.length);
        }
        this.seed = seed.clone();
    }

    /// SHA-256 over a label, the study's name and the seed, separated by zero bytes; lower-case
    /// hexadecimal.
    public String commitment(StudyId study) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(COMMITMENT_LABEL.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(study.value().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(seed);
            return HexFormat.of().formatHex(digest.digest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }

    /// HMAC-SHA-256 of the message under the seed.
    byte[] hmac(String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(seed, "HmacSHA256"));
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not available", e);
        }
    }
}
