package org.trialbook.carryover;

import java.util.Arrays;
import java.util.HexFormat;

/// A value such as an `_id`, as bytes whose unsigned order is the order in which MongoDB sorts values:
/// first by kind, then by value. Numbers of different types that are equal have one key, so `1` and `1.0`
/// are one `_id`.
final class DocumentKey implements Comparable<DocumentKey> {
    private final byte[] bytes;

    /// @param bytes kept, not copied
    DocumentKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /// The bytes themselves: not to be changed.
    byte[] bytes() {
        return bytes;
    }

    @Override
    public int compareTo(DocumentKey other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DocumentKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
