package org.trialbook.store.copy;

import java.nio.file.Path;

/// A directory is not one to copy from, or to.
public final class UnusableDirectoryException extends RuntimeException {
    public UnusableDirectoryException(Path directory, String why) {
        super(directory + " " + why);
    }
}
