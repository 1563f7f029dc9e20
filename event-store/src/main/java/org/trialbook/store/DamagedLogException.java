package org.trialbook.store;

/// The stored log is not what was written: the first position that can't be relied on, and how that shows.
///
/// Nothing is appended to a damaged log and nothing is read from it; restore it from a copy that verifies.
public final class DamagedLogException extends RuntimeException {
    private final long position;

    public DamagedLogException(long position, String reason) {
        super("The log is damaged: the first bad position is " + position + ": " + reason);
        this.position = position;
    }

    /// The first bad position, from 0.
    public long position() {
        return position;
    }
}
