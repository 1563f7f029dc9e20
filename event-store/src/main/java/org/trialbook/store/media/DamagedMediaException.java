package org.trialbook.store.media;

import java.io.IOException;

/// What is stored under a hash does not have it.
public final class DamagedMediaException extends IOException {
    public DamagedMediaException(String hash, String what) {
        super("media %s: %s".formatted(hash, what));
    }
}
