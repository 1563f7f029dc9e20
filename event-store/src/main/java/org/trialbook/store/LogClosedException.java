package org.trialbook.store;

/// The log was closed, or opened for reading only. Nothing was recorded.
public final class LogClosedException extends RuntimeException {
    public LogClosedException(String message) {
        super(message);
    }
}
