package org.trialbook.store;

import java.io.IOException;
import java.io.UncheckedIOException;

/// The disk does not do what the store asks of it: it is full, or broken.
public final class StoreFailedException extends UncheckedIOException {
    public StoreFailedException(String message, IOException cause) {
        super(message, cause);
    }
}
