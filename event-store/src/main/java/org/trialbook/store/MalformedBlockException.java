package org.trialbook.store;

import org.jspecify.annotations.Nullable;

/// A stored block does not have the members a block has.
final class MalformedBlockException extends RuntimeException {
    private final String reason;

    /// @param number of the block, or -1 when it has none
    MalformedBlockException(long number, String reason, @Nullable Throwable cause) {
        super("Block " + number + " is malformed: " + reason, cause);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
