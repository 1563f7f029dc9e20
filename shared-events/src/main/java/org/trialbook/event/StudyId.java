package org.trialbook.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// The short name of a study; one log holds one study.
public record StudyId(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9-]{0,31}");

    /// @throws MalformedIdException when `value` is not of the form `[A-Z][A-Z0-9-]{0,31}`
    @JsonCreator
    public StudyId {
        MalformedIdException.require(FORM, value, "study");
    }

    @Override
    public String toString() {
        return value;
    }
}
