package org.trialbook.blinding;

/// A sealed value was asked for where no key had opened it.
public final class StillSealedException extends IllegalStateException {
    StillSealedException(String key) {
        super("sealed under key " + key + " and not opened here");
    }
}
