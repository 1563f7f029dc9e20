package org.trialbook.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// A site's number within its study, such as `01`.
public record SiteId(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[0-9]{2,3}");

    /// @throws MalformedIdException when `value` is not of the form `[0-9]{2,3}`
    @JsonCreator
    public SiteId {
        MalformedIdException.require(FORM, value, "site");
    }

    @Override
    public String toString() {
        return value;
    }
}
