package org.trialbook.simulation;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.Protocol;

/// What happens to one randomized subject, once the arm is known.
///
/// @param implantedOn the first attempt, or the day of the allocation where no lead is placed
/// @param procedures in the order in which they happen
/// @param implanted null where nothing is
/// @param visits done or missed, in order; those after a withdrawal are not there
/// @param withdrawal null for who stays to the end
record Course(
        LocalDate implantedOn,
        List<Procedure> procedures,
        @Nullable Implanted implanted,
        List<VisitMade> visits,
        @Nullable Leaving withdrawal) {

    /// What is done in the laboratory, or asked about it.
    sealed interface Procedure {
        LocalDate on();

        /// A lead was tried.
        ///
        /// @param by the implanter's post, such as `implanter-2`
        /// @param values what is answered of it
        record Attempt(LocalDate on, String by, SortedMap<String, ItemValue> values) implements Procedure {}

        /// A crossover was asked for.
        ///
        /// @param by the post of who asks
        /// @param approved what the second investigator says
        record Crossing(LocalDate on, String by, String reason, String note, boolean approved) implements Procedure {}
    }

    /// A visit that was made or missed.
    ///
    /// @param on when; for a missed visit, the day on which that was noted
    /// @param entered when the site gets round to writing it down, at the earliest
    /// @param missed why; null when it was made
    /// @param condition how the subject is then
    record VisitMade(
            String code,
            LocalDate on,
            LocalDate entered,
            @Nullable String missed,
            ClinicalState condition) {}

    record Leaving(LocalDate on, String reason, String note) {}

    /// The same, aimed where the core laboratory says, where an attempt can be aimed there.
    ///
    /// @param results what it says of the subject; not all of it need be a target
    Course aimedAt(List<String> results, Protocol protocol) {
        List<Procedure> aimed = procedures.stream()
                .map(procedure -> procedure instanceof Procedure.Attempt(var on, var by, var values)
                        ? new Procedure.Attempt(on, by, AttemptAnswers.aimedAt(results, values, protocol.implant(), on))
                        : procedure)
                .toList();
        return new Course(implantedOn, aimed, implanted, visits, withdrawal);
    }

    boolean crossoverAsked() {
        return procedures.stream().anyMatch(Procedure.Crossing.class::isInstance);
    }
}
