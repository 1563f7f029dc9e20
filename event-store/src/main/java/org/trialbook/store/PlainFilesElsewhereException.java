package org.trialbook.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// One side alone was told to keep plain files, which only both sides in one process can have.
public final class PlainFilesElsewhereException extends IllegalArgumentException {
    private PlainFilesElsewhereException(Path directory) {
        super("trialbook.directory is " + directory
                + ": plain files are one process's, so start both sides together with"
                + " 'trialbook serve', or give each side a MongoDB");
    }

    /// @throws PlainFilesElsewhereException when one is named
    public static void require(@Nullable Path directory) {
        if (directory != null) {
            throw new PlainFilesElsewhereException(directory);
        }
    }
}
