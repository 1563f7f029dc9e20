package org.trialbook.simulation;

import java.time.LocalDate;
import java.util.SortedMap;
import org.trialbook.event.Value;

/// One screened person: what is known of them before an arm is.
///
/// @param index from 1, in the plan
/// @param baseline how they are before any implant
/// @param answers to the protocol's eligibility questions, as the site's forms say
/// @param outcome what is to become of them
record Screening(
        int index,
        SimulatedSite site,
        LocalDate registeredOn,
        int birthYear,
        String sex,
        LocalDate consentedOn,
        LocalDate assessedOn,
        LocalDate randomizedOn,
        Condition baseline,
        SortedMap<String, Value> answers,
        Outcome outcome) {

    enum Outcome {
        RANDOMIZED,
        NOT_ELIGIBLE,
        /// Eligible, but the study has all the subjects it wants.
        TOO_LATE
    }

    boolean eligible() {
        return outcome != Outcome.NOT_ELIGIBLE;
    }
}
