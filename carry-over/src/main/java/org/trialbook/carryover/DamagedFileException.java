package org.trialbook.carryover;

import org.jspecify.annotations.Nullable;

/// A file of the embedded store is not what was written; names it.
final class DamagedFileException extends RuntimeException {
    DamagedFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
