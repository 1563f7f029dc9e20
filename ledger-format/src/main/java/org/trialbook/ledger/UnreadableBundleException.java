package org.trialbook.ledger;

import org.jspecify.annotations.Nullable;

/// A file can't be read as a bundle at all, so nothing can be said about the record in it.
public final class UnreadableBundleException extends Exception {

    UnreadableBundleException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
