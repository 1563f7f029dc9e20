package org.trialbook.carryover;

/// What was read back is not what was copied.
final class DifferentCopyException extends RuntimeException {
    DifferentCopyException(String message) {
        super(message);
    }
}
