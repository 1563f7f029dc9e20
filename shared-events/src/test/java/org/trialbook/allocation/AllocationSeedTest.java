package org.trialbook.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.event.StudyId;

class AllocationSeedTest {

    private static final StudyId STUDY = new StudyId("HOT-CRT");
    private static final byte[] BYTES = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final SeedShare ONE = new SeedShare(BYTES);
    private static final SeedShare OTHER = new SeedShare(new byte[32]);

    private static byte[] sha256(String text, byte[]... shares) throws NoSuchAlgorithmException {
        ByteArrayOutputStream hashed = new ByteArrayOutputStream();
        hashed.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        Arrays.stream(shares).forEach(hashed::writeBytes);
        return MessageDigest.getInstance("SHA-256").digest(hashed.toByteArray());
    }

    @Test
    void theCommitmentIsWhatAnyoneComputesOnceTheShareIsShown() throws NoSuchAlgorithmException {
        assertThat(ONE.commitment(STUDY, SeedParty.SPONSOR))
                .isEqualTo(HexFormat.of().formatHex(sha256("trialbook seed share v1\0HOT-CRT\0sponsor\0", BYTES)));
    }

    @Test
    void theCommitmentHoldsTheShareTheStudyAndTheParty() {
        String commitment = ONE.commitment(STUDY, SeedParty.SPONSOR);
        assertThat(commitment).matches("[0-9a-f]{64}");
        assertThat(ONE.commitment(new StudyId("HOT-CRT-2"), SeedParty.SPONSOR)).isNotEqualTo(commitment);
        // The other party can't commit to a copy and so make a seed that both know.
        assertThat(ONE.commitment(STUDY, SeedParty.STATISTICIAN)).isNotEqualTo(commitment);
        assertThat(OTHER.commitment(STUDY, SeedParty.SPONSOR)).isNotEqualTo(commitment);
    }

    @Test
    void theSeedIsTheHashOfBothShares() throws NoSuchAlgorithmException {
        byte[] seed = sha256("trialbook allocation seed v2\0HOT-CRT\0", BYTES, new byte[32]);
        assertThat(AllocationSeed.of(STUDY, ONE, OTHER).hmac("m")).isEqualTo(new AllocationSeed(seed).hmac("m"));
    }

    @Test
    void eitherShareTheirOrderAndTheStudyMakeAnotherSeed() {
        byte[] seed = AllocationSeed.of(STUDY, ONE, OTHER).hmac("m");
        byte[] changed = BYTES.clone();
        changed[31] ^= 1;
        assertThat(AllocationSeed.of(STUDY, OTHER, ONE).hmac("m")).isNotEqualTo(seed);
        assertThat(AllocationSeed.of(STUDY, new SeedShare(changed), OTHER).hmac("m"))
                .isNotEqualTo(seed);
        assertThat(AllocationSeed.of(STUDY, ONE, new SeedShare(changed)).hmac("m"))
                .isNotEqualTo(seed);
        assertThat(AllocationSeed.of(new StudyId("HOT-CRT-2"), ONE, OTHER).hmac("m"))
                .isNotEqualTo(seed);
    }

    @Test
    void thereIsNoSeedWithoutBothShares() {
        assertThat(SeedShares.none().seed(STUDY)).isEmpty();
        for (SeedParty party : SeedParty.values()) {
            SeedShares half = new SeedShares(Map.of(party, ONE));
            assertThat(half.seed(STUDY)).isEmpty();
            assertThat(half.match(STUDY, party, ONE.commitment(STUDY, party))).isTrue();
            assertThat(half.match(STUDY, party, OTHER.commitment(STUDY, party))).isFalse();
        }
        assertThat(SeedShares.none().match(STUDY, SeedParty.SPONSOR, ONE.commitment(STUDY, SeedParty.SPONSOR)))
                .isFalse();
        assertThat(SeedShares.of(ONE, OTHER).seed(STUDY)).isPresent();
    }

    @Test
    void aShareIsReadBackFromItsDigits() {
        assertThat(SeedShare.ofHex(ONE.hex())).isEqualTo(ONE).hasSameHashCodeAs(ONE);
        assertThat(SeedShare.ofHex(ONE.hex())).isNotEqualTo(OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "zz", "0x"})
    void whatIsNotThatManyDigitsIsNoShare(String text) {
        assertThatThrownBy(() -> SeedShare.ofHex(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SeedShare.ofHex(text.isEmpty() ? "AB".repeat(32) : text.repeat(33)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void changingTheBytesAfterwardsChangesNothing() {
        byte[] bytes = new byte[32];
        AllocationSeed seed = new AllocationSeed(bytes);
        SeedShare share = new SeedShare(bytes);
        byte[] before = seed.hmac("m");
        bytes[0] = 1;
        assertThat(seed.hmac("m")).isEqualTo(before);
        assertThat(share).isEqualTo(OTHER);
    }

    @Test
    void theirTextTellsNothing() {
        assertThat(new AllocationSeed(BYTES) + " " + ONE + " " + SeedShares.of(ONE, OTHER))
                .doesNotContain("0123")
                .doesNotContain("3031")
                .doesNotContain("48, 49");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16, 31, 33, 64})
    void anyOtherLengthIsRefused(int length) {
        assertThatThrownBy(() -> new AllocationSeed(new byte[length]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Integer.toString(length));
        assertThatThrownBy(() -> new SeedShare(new byte[length]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Integer.toString(length));
    }
}
