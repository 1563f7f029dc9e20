package org.trialbook.blinding;

import java.nio.file.Path;

/// A secret's file that cannot be used: missing, malformed, or readable by others than its owner. The
/// message never repeats what the file holds.
public final class UnusableSecretException extends IllegalStateException {

    private final transient Path file;

    public UnusableSecretException(Path file, String why) {
        super("%s %s".formatted(file, why));
        this.file = file;
    }

    public Path file() {
        return file;
    }
}
