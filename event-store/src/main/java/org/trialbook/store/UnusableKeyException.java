package org.trialbook.store;

import java.nio.file.Path;

/// A file in the log's directory of keys is missing, damaged, or not the record's. Nothing was put in its place: what
/// is signed by another key is not this log's. The message names the file and never repeats what it holds.
public final class UnusableKeyException extends IllegalStateException {

    private final transient Path file;

    public UnusableKeyException(Path file, String why) {
        super(file + " " + why);
        this.file = file;
    }

    public Path file() {
        return file;
    }
}
