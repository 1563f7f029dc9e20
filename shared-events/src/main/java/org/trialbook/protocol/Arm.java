package org.trialbook.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.trialbook.event.ArmCode;

/// An arm and its share of the subjects.
///
/// @param treatment lead codes that are this arm's own treatment
/// @param adjunct lead codes that may be added as protocol treatment, without being a crossover
/// @param closed whether nobody is allocated to it any more
@InFile("an arm")
public record Arm(
        @InFile("capital letters, digits and hyphens, 16 at most, such as DRUG-A")
        ArmCode code,

        String label,

        @InFile("its share of the subjects, 1 or more") @JsonProperty(required = true)
        int ratio,

        @InFile(value = "codes of the leads that are its own treatment", optional = true)
        List<String> treatment,

        @InFile(value = "codes of the leads that may be added without being a crossover", optional = true)
        List<String> adjunct,

        @InFile(value = "true once nobody is allocated to it any more", optional = true)
        boolean closed) {
    public Arm {
        treatment = Protocol.orNone(treatment);
        adjunct = Protocol.orNone(adjunct);
    }

    /// The same arm, closed or not.
    public Arm closing(boolean now) {
        return new Arm(code, label, ratio, treatment, adjunct, now);
    }
}
