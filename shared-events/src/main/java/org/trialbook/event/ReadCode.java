package org.trialbook.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// A random code under which an ECG or echo is read; it says nothing of subject, site, date, visit or arm.
public record ReadCode(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("R-[0-9A-HJKMNP-TV-Z]{8}");

    /// @throws MalformedIdException when `value` is not of the form `R-[0-9A-HJKMNP-TV-Z]{8}`
    @JsonCreator
    public ReadCode {
        MalformedIdException.require(FORM, value, "read code");
    }

    @Override
    public String toString() {
        return value;
    }
}
