package org.trialbook.blinding;

/// A value does not fit the fixed size of its sealed field.
public final class SealedTooLongException extends IllegalArgumentException {

    private final String field;

    public SealedTooLongException(String field, int limit) {
        super("'%s' is longer than the %d bytes that its sealed field holds".formatted(field, limit));
        this.field = field;
    }

    public String field() {
        return field;
    }
}
