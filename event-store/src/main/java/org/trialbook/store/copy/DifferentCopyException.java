package org.trialbook.store.copy;

/// What was read back is not what was copied.
public final class DifferentCopyException extends RuntimeException {
    public DifferentCopyException(String message) {
        super(message);
    }
}
