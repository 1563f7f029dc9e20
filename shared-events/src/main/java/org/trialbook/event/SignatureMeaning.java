package org.trialbook.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What somebody says by signing (21 CFR 11.50(a)(3)).
public enum SignatureMeaning {
    AUTHORSHIP,
    REVIEW,
    APPROVAL,
    RESPONSIBILITY;

    @JsonValue
    public String storedName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException when none is called so
    public static SignatureMeaning named(String storedName) {
        return valueOf(storedName.toUpperCase(Locale.ROOT));
    }
}
