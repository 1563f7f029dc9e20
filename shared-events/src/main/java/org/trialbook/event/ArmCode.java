package org.trialbook.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// The code of a treatment arm as the protocol names it. Outside a [org.trialbook.blinding.Sealed] it
/// is never stored before the study is unblinded.
public record ArmCode(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9-]{0,15}");

    /// @throws MalformedIdException when `value` is not of the form `[A-Z][A-Z0-9-]{0,15}`
    @JsonCreator
    public ArmCode {
        MalformedIdException.require(FORM, value, "arm");
    }

    @Override
    public String toString() {
        return value;
    }
}
