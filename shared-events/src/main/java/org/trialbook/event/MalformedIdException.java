package org.trialbook.event;

import java.util.regex.Pattern;

/// An identifier that is not of its form; the message names the form and never repeats more than 64
/// characters.
public final class MalformedIdException extends IllegalArgumentException {

    private final String kind;

    private MalformedIdException(String kind, String message) {
        super(message);
        this.kind = kind;
    }

    /// What was meant: `study`, `site`, `subject`, `read code` or `arm`.
    public String kind() {
        return kind;
    }

    static void require(Pattern form, String value, String kind) {
        if (!form.matcher(value).matches()) {
            String shown = value.length() > 64 ? value.substring(0, 64) + "…" : value;
            throw new MalformedIdException(
                    kind, "'%s' is not a %s: expected %s".formatted(shown, kind, form.pattern()));
        }
    }
}
