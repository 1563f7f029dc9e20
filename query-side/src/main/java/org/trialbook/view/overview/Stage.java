package org.trialbook.view.overview;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.trialbook.event.SubjectEvent;

/// How far a subject has come.
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

    /// The stage after an event. A subject never goes back: consenting anew to a later version changes nothing.
    public Stage after(SubjectEvent event) {
        return switch (event) {
            case SubjectEvent.SubjectRegistered _ -> this;
            case SubjectEvent.ConsentSigned _ -> this == REGISTERED ? CONSENTED : this;
            case SubjectEvent.EligibilityConfirmed _ -> screening() ? ELIGIBLE : this;
            case SubjectEvent.EligibilityNotMet _ -> screening() ? NOT_ELIGIBLE : this;
            case SubjectEvent.SubjectRandomized _ -> RANDOMIZED;
            case SubjectEvent.SubjectWithdrawn _ -> this == RANDOMIZED ? WITHDRAWN : WITHDRAWN_BEFORE_RANDOMIZATION;
            case SubjectEvent.ImplantAttempted _,
                    SubjectEvent.CrossoverRequested _,
                    SubjectEvent.CrossoverApproved _,
                    SubjectEvent.CrossoverDenied _,
                    SubjectEvent.VisitDone _,
                    SubjectEvent.VisitMissed _,
                    SubjectEvent.AssessmentRecorded _,
                    SubjectEvent.ValueCorrected _,
                    SubjectEvent.SubjectUnblinded _,
                    SubjectEvent.UnblindingAssessed _,
                    SubjectEvent.DeviationRecorded _ -> this;
        };
    }

    /// Neither found eligible nor randomized nor gone.
    public boolean screening() {
        return this == REGISTERED || this == CONSENTED;
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
