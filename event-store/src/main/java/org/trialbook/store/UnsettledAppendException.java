package org.trialbook.store;

import org.jspecify.annotations.Nullable;

/// The store did not say whether an append was kept, for longer than the log waits.
///
/// The events may be in the record or may not. Nothing else is appended by this process until that is settled, which
/// it tries on the next append, and once a second without one. Repeat the act with the same command key: it
/// is then answered truthfully.
public final class UnsettledAppendException extends RuntimeException {
    public UnsettledAppendException(long block, @Nullable Throwable cause) {
        super("It is not known whether block " + block + " was stored", cause);
    }
}
