package org.trialbook.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.event.StudyId;

class AllocationSeedTest {

    private static final StudyId STUDY = new StudyId("HOT-CRT");

    @Test
    void theCommitmentIsWhatAnyoneComputesOnceTheSeedIsShown() throws NoSuchAlgorithmException {
        byte[] seed = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream hashed = new ByteArrayOutputStream();
        hashed.writeBytes("trialbook allocation seed v1\0HOT-CRT\0".getBytes(StandardCharsets.US_ASCII));
        hashed.writeBytes(seed);
        assertThat(new AllocationSeed(seed).commitment(STUDY))
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(hashed.toByteArray())));
    }

    @Test
    void theCommitmentHoldsTheSeedAndTheStudy() {
        byte[] seed = new byte[32];
        String commitment = new AllocationSeed(seed).commitment(STUDY);
        assertThat(commitment).matches("[0-9a-f]{64}");
        assertThat(new AllocationSeed(seed).commitment(new StudyId("HOT-CRT-2")))
                .isNotEqualTo(commitment);
        seed[31] = 1;
        assertThat(new AllocationSeed(seed).commitment(STUDY)).isNotEqualTo(commitment);
    }

    @Test
    void changingTheBytesAfterwardsChangesNothing() {
        byte[] bytes = new byte[32];
        AllocationSeed seed = new AllocationSeed(bytes);
        String commitment = seed.commitment(STUDY);
        bytes[0] = 1;
        assertThat(seed.commitment(STUDY)).isEqualTo(commitment);
    }

    @Test
    void itsTextTellsNothing() {
        assertThat(new AllocationSeed(new byte[32]).toString())
                .doesNotContain("00, 0")
                .doesNotContain("AAAA");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16, 31, 33, 64})
    void aSeedOfAnyOtherLengthIsRefused(int length) {
        assertThatThrownBy(() -> new AllocationSeed(new byte[length]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Integer.toString(length));
    }
}
