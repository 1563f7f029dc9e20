package org.trialbook.store;

import org.jspecify.annotations.Nullable;

/// A file of the store is not one that this version can read: of an earlier format, or damaged.
public final class UnreadableStoreException extends RuntimeException {
    public UnreadableStoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
