package org.trialbook.view.projection;

/// A question about a moment that the record has not reached.
public final class BeyondTheRecordException extends RuntimeException {

    private final long size;

    public BeyondTheRecordException(long size) {
        super("the record has " + size + " events");
        this.size = size;
    }

    /// How many events the record has.
    public long size() {
        return size;
    }
}
