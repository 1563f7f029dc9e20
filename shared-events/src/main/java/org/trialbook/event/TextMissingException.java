package org.trialbook.event;

/// A text that an event names stands nowhere it is looked for. Nothing that needs it goes on without.
public final class TextMissingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TextMissingException(String sha256) {
        super("The text with the SHA-256 %s, which the record names, is not beside its log".formatted(sha256));
    }
}
