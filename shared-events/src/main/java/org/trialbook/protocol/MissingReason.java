package org.trialbook.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// Why an item has no value: that is an answer, too, and no gap.
@InFile("a reason why a value is missing")
public record MissingReason(
        String code,
        String label,
        @InFile("what sort of reason it is") Kind kind) {

    public enum Kind {
        /// It was to be measured, and was not.
        @JsonProperty("not-done")
        NOT_DONE,
        /// It was asked, and nobody knows.
        @JsonProperty("unknown")
        UNKNOWN,
        /// Nobody asked.
        @JsonProperty("not-asked")
        NOT_ASKED,
        /// There is nothing to ask for.
        @JsonProperty("not-applicable")
        NOT_APPLICABLE
    }

    /// Of a protocol that names none: each kind under its own name.
    static final List<MissingReason> USUAL = List.of(
            new MissingReason("not-done", "Not done", Kind.NOT_DONE),
            new MissingReason("unknown", "Unknown", Kind.UNKNOWN),
            new MissingReason("not-asked", "Not asked", Kind.NOT_ASKED),
            new MissingReason("not-applicable", "Not applicable", Kind.NOT_APPLICABLE));
}
