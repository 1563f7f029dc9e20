package org.trialbook.allocation;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.trialbook.event.StudyId;

/// The 32 secret bytes from which a study's whole allocation follows. They are combined from the shares of two
/// parties, who have both committed to theirs before the first subject: neither could choose the outcome.
public final class AllocationSeed {

    private static final String LABEL = "trialbook allocation seed v2";

    private final byte[] seed;

    /// @param seed 32 bytes
    public AllocationSeed(byte[] seed) {
        if (seed.length != 32) {
            throw new IllegalArgumentException("an allocation seed has 32 bytes, not " + seed.length);
        }
        this.seed = seed.clone();
    }

    /// SHA-256 over a label and the study's name, each followed by a zero byte, and both shares.
    public static AllocationSeed of(StudyId study, SeedShare sponsor, SeedShare statistician) {
        return new AllocationSeed(
                LabelledHash.of(List.of(LABEL, study.value()), sponsor.bytes(), statistician.bytes()));
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
