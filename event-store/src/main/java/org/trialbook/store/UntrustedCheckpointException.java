package org.trialbook.store;

/// A stored checkpoint was not signed by this log's key: it was forged, or this process was given another log's key.
public final class UntrustedCheckpointException extends RuntimeException {
    public UntrustedCheckpointException(String message) {
        super(message);
    }
}
