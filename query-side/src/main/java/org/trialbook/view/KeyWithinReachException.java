package org.trialbook.view;

import java.nio.file.Path;

/// A process that must stay blind found a blinding key in its directory of keys.
public final class KeyWithinReachException extends IllegalStateException {
    KeyWithinReachException(Path key) {
        super("This process is to stay blind (trialbook.blinded=true), but there is a blinding key at " + key
                + ". Give it a directory of keys of its own, or set trialbook.blinded=false.");
    }
}
