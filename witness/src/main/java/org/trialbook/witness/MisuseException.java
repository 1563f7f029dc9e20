package org.trialbook.witness;

/// The witness can't start as it was told to; the message is for its operator.
final class MisuseException extends RuntimeException {

    MisuseException(String message) {
        super(message);
    }
}
