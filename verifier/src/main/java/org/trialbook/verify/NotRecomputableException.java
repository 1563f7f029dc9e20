package org.trialbook.verify;

/// A sound record from which the allocations can't be recomputed: not yet, or not with what was brought.
final class NotRecomputableException extends Exception {
    NotRecomputableException(String reason) {
        super(reason);
    }
}
