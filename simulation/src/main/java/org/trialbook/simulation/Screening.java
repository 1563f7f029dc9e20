package org.trialbook.simulation;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.SortedMap;
import org.trialbook.event.ItemValue;

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
        ClinicalState baseline,
        SortedMap<String, ItemValue> answers,
        Outcome outcome) {

    enum Outcome {
        RANDOMIZED,
        NOT_ELIGIBLE,
        /// Eligible, but no lead stays, and the protocol randomizes nobody without one.
        NOT_IMPLANTED,
        /// Eligible, but the study has all the subjects it wants.
        TOO_LATE
    }

    /// The day on which a lead is placed where that comes before the randomization: the last workday before it.
    LocalDate implantedOn() {
        LocalDate day = randomizedOn.minusDays(1);
        return Screenings.workday(day).equals(day) ? day : implantedBefore(day);
    }

    private static LocalDate implantedBefore(LocalDate weekend) {
        return weekend.with(TemporalAdjusters.previous(DayOfWeek.FRIDAY));
    }

    boolean eligible() {
        return outcome != Outcome.NOT_ELIGIBLE;
    }
}
