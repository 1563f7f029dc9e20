package org.trialbook.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// A subject: the site's number and the screening number there, such as `01-003`.
public record SubjectId(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[0-9]{2,3}-[0-9]{3,4}");

    /// @throws MalformedIdException when `value` is not of the form `[0-9]{2,3}-[0-9]{3,4}`
    @JsonCreator
    public SubjectId {
        MalformedIdException.require(FORM, value, "subject");
    }

    /// The site at which the subject was registered.
    public SiteId site() {
        return new SiteId(value.substring(0, value.indexOf('-')));
    }

    @Override
    public String toString() {
        return value;
    }
}
