package org.trialbook.view.course;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.trialbook.casebook.SubjectProgress;

/// How far a subject has come: exactly one of these, by what is recorded and not by the order in which it was.
public enum Stage {
    @JsonProperty("registered")
    REGISTERED,
    @JsonProperty("consented")
    CONSENTED,
    @JsonProperty("eligible")
    ELIGIBLE,
    @JsonProperty("not-eligible")
    NOT_ELIGIBLE,
    @JsonProperty("randomized")
    RANDOMIZED,
    @JsonProperty("withdrawn-before-randomization")
    WITHDRAWN_BEFORE_RANDOMIZATION,
    @JsonProperty("withdrawn")
    WITHDRAWN;

    static Stage of(SubjectProgress subject) {
        if (subject.withdrawal() != null) {
            return subject.randomized() ? WITHDRAWN : WITHDRAWN_BEFORE_RANDOMIZATION;
        }
        if (subject.randomized()) {
            return RANDOMIZED;
        }
        if (subject.eligibility() != null) {
            return subject.eligibility().met() ? ELIGIBLE : NOT_ELIGIBLE;
        }
        return subject.consented() ? CONSENTED : REGISTERED;
    }

    /// Not decided yet, including those eligible and not yet randomized.
    public boolean screening() {
        return this == REGISTERED || this == CONSENTED || this == ELIGIBLE;
    }

    /// Randomized, whether or not withdrawn since.
    public boolean wasRandomized() {
        return this == RANDOMIZED || this == WITHDRAWN;
    }

    /// No further visit is expected.
    public boolean ended() {
        return this == NOT_ELIGIBLE || this == WITHDRAWN_BEFORE_RANDOMIZATION || this == WITHDRAWN;
    }
}
