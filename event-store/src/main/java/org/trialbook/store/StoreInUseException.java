package org.trialbook.store;

import java.nio.file.Path;

/// The store directory is already open, in this process or in another.
public final class StoreInUseException extends RuntimeException {
    public StoreInUseException(Path directory) {
        super("The store in " + directory.toAbsolutePath().normalize() + " is already open in another server."
                + " Stop that one first, or connect to the address it printed when it started.");
    }
}
