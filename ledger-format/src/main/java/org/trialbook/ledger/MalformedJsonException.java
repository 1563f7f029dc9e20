package org.trialbook.ledger;

/// A text is not the strict JSON it had to be. The offset counts UTF-8 bytes from the start of that text.
public class MalformedJsonException extends IllegalArgumentException {

    private final int offset;
    private final String expected;

    MalformedJsonException(int offset, String expected) {
        super("byte " + offset + ": expected " + expected);
        this.offset = offset;
        this.expected = expected;
    }

    /// Index of the first byte that is not as it must be.
    public int offset() {
        return offset;
    }

    /// What should have stood there.
    public String expected() {
        return expected;
    }
}
