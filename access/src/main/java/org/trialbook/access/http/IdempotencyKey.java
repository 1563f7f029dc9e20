package org.trialbook.access.http;

import java.util.regex.Pattern;

/// The key under which a client may repeat an act without doing it twice: 1 to 128 visible ASCII
/// characters. Controllers take one as a plain parameter.
public record IdempotencyKey(String value) {

    public static final String HEADER = "Idempotency-Key";

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7E]{1,128}");

    /// @throws IllegalArgumentException when the value is not of that form
    public IdempotencyKey {
        if (!wellFormed(value)) {
            throw new IllegalArgumentException("not an idempotency key");
        }
    }

    static boolean wellFormed(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
