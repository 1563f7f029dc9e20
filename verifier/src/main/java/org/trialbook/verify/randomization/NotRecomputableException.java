package org.trialbook.verify.randomization;

/// A sound record from which the allocations can't be recomputed: not yet, or not with what was brought.
public final class NotRecomputableException extends Exception {
    NotRecomputableException(String reason) {
        super(reason);
    }
}
