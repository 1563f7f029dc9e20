package org.trialbook.protocol;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A code under which laboratories, devices and other records report what an item asks, as FHIR names it: a system and
/// a code of it. What is reported under it is brought in as the item's answer.
///
/// @param system a URI, such as http://loinc.org; of the nomenclature for devices [#IEEE_11073]
/// @param values which reported code means which choice; none where a choice is reported under its own code
@InFile("a code under which an item is reported")
public record ObservedCode(
        @InFile("whose code it is, such as http://loinc.org")
        String system,

        @InFile("such as 8867-4") String code,

        @InFile(value = "of a choice, which reported code means which of its codes", optional = true)
        List<ReportedChoice> values) {

    /// The nomenclature of medical devices (IEEE 11073-10101), with that of implanted cardiac ones (-10103), as FHIR
    /// names it.
    public static final String IEEE_11073 = "urn:iso:std:iso:11073:10101";

    /// @param reported such as LA11834-1
    /// @param means a code of the item's choices
    @InFile("a reported code, and the choice that it means")
    public record ReportedChoice(
            @InFile("the code that is reported") String reported,
            @InFile("the choice that it means") String means) {}

    public ObservedCode {
        values = Protocol.orNone(values);
    }

    boolean is(String otherSystem, String otherCode) {
        return system.equals(otherSystem) && code.equals(otherCode);
    }

    /// The choice that a reported code means; empty where none is said to.
    public Optional<String> meaning(@Nullable String reported) {
        return values.stream()
                .filter(value -> value.reported().equals(reported))
                .map(ReportedChoice::means)
                .findFirst();
    }

    @Override
    public String toString() {
        return system + "|" + code;
    }
}
