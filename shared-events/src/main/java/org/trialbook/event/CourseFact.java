package org.trialbook.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A fact of a subject's course that is no form, and is put right as a whole. What it says is named as in the event
/// that recorded it, and as in the request for that.
public enum CourseFact {
    REGISTRATION("register-subject"),
    CONSENT("sign-consent"),
    /// That a visit was done, or missed.
    VISIT("record-visit"),
    /// The day of the first attempt: of all that is said of it, what the blinded are told.
    IMPLANT("record-implant-attempt"),
    WITHDRAWAL("withdraw");

    private final String act;

    CourseFact(String act) {
        this.act = act;
    }

    /// The act that records it.
    public String act() {
        return act;
    }

    @JsonValue
    public String storedName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<CourseFact> named(String storedName) {
        return Arrays.stream(values())
                .filter(fact -> fact.storedName().equals(storedName))
                .findFirst();
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(CourseFact::storedName).toList();
    }
}
