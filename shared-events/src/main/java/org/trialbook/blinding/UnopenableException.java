package org.trialbook.blinding;

/// A sealed field that its key does not open: altered, moved to another event or field, or sealed under
/// another key.
public final class UnopenableException extends IllegalStateException {
    public UnopenableException(String message) {
        super(message);
    }
}
