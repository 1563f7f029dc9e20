package org.trialbook.view;

import java.nio.file.Path;

/// A process that must stay blind found a blinding key, or a share of the seed, in its directory of keys.
public final class KeyWithinReachException extends IllegalStateException {
    KeyWithinReachException(Path key) {
        super("This process is to stay blind (trialbook.blinded=true), but what tells the allocation lies at " + key
                + ". Give it a directory of keys of its own, or set trialbook.blinded=false.");
    }
}
