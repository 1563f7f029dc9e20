package org.trialbook.ledger;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A SHA-256 hash of a leaf, a node, or a whole tree: 32 bytes, equal by content.
public final class TreeHash {

    public static final int BYTES = 32;

    private final byte[] bytes;

    private TreeHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /// @throws IllegalArgumentException unless there are exactly 32 bytes
    public static TreeHash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a tree hash has " + BYTES + " bytes, not " + bytes.length);
        }
        return new TreeHash(bytes.clone());
    }

    /// The hash that stands at this place of a larger array.
    static TreeHash at(byte[] hashes, int from) {
        return new TreeHash(Arrays.copyOfRange(hashes, from, from + BYTES));
    }

    boolean isAt(byte[] hashes, int from) {
        return Arrays.equals(bytes, 0, BYTES, hashes, from, from + BYTES);
    }

    /// Takes a digest nobody else holds, without copying it.
    static TreeHash ofDigest(byte[] digest) {
        return new TreeHash(digest);
    }

    /// @throws IllegalArgumentException unless the text is the padded standard Base64 of 32 bytes, as
    ///     [#base64] writes it
    public static TreeHash fromBase64(String text) {
        TreeHash hash = of(Base64.getDecoder().decode(text));
        // The decoder tolerates missing padding and stray bits in the last character; two texts for one
        // hash are not.
        if (!hash.base64().equals(text)) {
            throw new IllegalArgumentException("not the canonical Base64 of a tree hash: " + text);
        }
        return hash;
    }

    /// A copy of the 32 bytes.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// The bytes themselves, for hashing and copying only.
    byte[] shared() {
        return bytes;
    }

    /// Padded standard Base64: 44 characters.
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// Lower-case hexadecimal: 64 characters.
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TreeHash that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return base64();
    }
}
