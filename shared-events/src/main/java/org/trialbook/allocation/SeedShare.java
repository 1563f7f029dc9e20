package org.trialbook.allocation;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.trialbook.event.StudyId;

/// One party's 32 secret bytes of a study's seed. The party draws them on a machine of its own and commits to
/// them in the record before it hands them over; the seed follows from both parties' shares.
public final class SeedShare {

    static final int BYTES = 32;
    private static final String COMMITMENT_LABEL = "trialbook seed share v1";

    private final byte[] share;

    /// @param share 32 bytes from a `SecureRandom`
    public SeedShare(byte[] share) {
        if (share.length != BYTES) {
            throw new IllegalArgumentException("a share of the seed has 32 bytes, not " + share.length);
        }
        this.share = share.clone();
    }

    public static SeedShare draw(SecureRandom random) {
        byte[] share = new byte[BYTES];
        random.nextBytes(share);
        return new SeedShare(share);
    }

    /// The share that [#hex] writes.
    ///
    /// @throws IllegalArgumentException when the text is not 64 lower-case hexadecimal digits
    public static SeedShare ofHex(String hex) {
        byte[] share = HexFormat.of().parseHex(hex);
        if (!HexFormat.of().formatHex(share).equals(hex)) {
            throw new IllegalArgumentException("a share is written in lower-case hexadecimal digits");
        }
        return new SeedShare(share);
    }

    /// SHA-256 over a label, the study's name, the party's and the share, separated by zero bytes; lower-case
    /// hexadecimal. The party is in it so that nobody commits to a copy of the other's commitment.
    public String commitment(StudyId study, SeedParty party) {
        return HexFormat.of()
                .formatHex(LabelledHash.of(List.of(COMMITMENT_LABEL, study.value(), party.storedName()), share));
    }

    /// In clear, for the record once the study is unblinded.
    public String hex() {
        return HexFormat.of().formatHex(share);
    }

    byte[] bytes() {
        return share.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SeedShare it && MessageDigest.isEqual(share, it.share);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(share);
    }

    /// Says nothing: whoever reads a log line must not learn a share.
    @Override
    public String toString() {
        return "SeedShare";
    }
}
