package org.trialbook.store;

/// The store does not hold what this process has read of it: an older copy was put back, or the server that
/// answers is behind. Nothing is appended to it until it does.
public final class LogUnavailableException extends RuntimeException {
    public LogUnavailableException(String message) {
        super(message);
    }
}
