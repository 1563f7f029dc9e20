package org.trialbook.store;

/// The events of one append have more bytes than the store takes at once. They are recorded together or not at all, so
/// nothing of them is.
public final class OversizedAppendException extends IllegalArgumentException {
    private final int mostBytes;

    OversizedAppendException(int bytes, int mostBytes) {
        super("The events of one append have " + bytes + " bytes; a block holds " + mostBytes);
        this.mostBytes = mostBytes;
    }

    public int mostBytes() {
        return mostBytes;
    }
}
