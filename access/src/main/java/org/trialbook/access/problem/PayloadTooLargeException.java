package org.trialbook.access.problem;

import java.io.IOException;

/// A body turned out longer than allowed while it was being read.
public final class PayloadTooLargeException extends IOException {

    private final long mostBytes;

    public PayloadTooLargeException(long mostBytes) {
        super("a body is at most " + mostBytes + " bytes");
        this.mostBytes = mostBytes;
    }

    public long mostBytes() {
        return mostBytes;
    }
}
