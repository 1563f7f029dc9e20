package org.trialbook.carryover;

import java.nio.file.Path;

/// A directory is not one to carry over from, or to.
final class UnusableDirectoryException extends RuntimeException {
    UnusableDirectoryException(Path directory, String why) {
        super(directory + " " + why);
    }
}
