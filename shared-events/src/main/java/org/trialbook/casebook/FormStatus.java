package org.trialbook.casebook;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How far a form is, in one word. Of several that hold the last one is said.
public enum FormStatus {
    /// Nothing is recorded of it.
    NOT_STARTED,
    /// It is recorded: nothing is an event before it is.
    COMPLETE,
    /// Every answer that whoever verifies may know was compared with the source as it stands.
    VERIFIED,
    /// Somebody signed it as it stands.
    SIGNED,
    /// It was signed, and changed since.
    STALE,
    FROZEN,
    LOCKED;

    @JsonValue
    public String storedName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
