package org.trialbook.simulation;

import java.util.List;

/// Where the simulated implanter learns the arm, and what the core laboratory read where the protocol tells it: a
/// receipt tells neither.
@FunctionalInterface
public interface ArmSource {

    /// The code of the arm, of a subject who is randomized.
    ///
    /// @param subject such as `01-003`
    /// @throws SimulationNotPossibleException when the arm can't be learned here
    String arm(String subject);

    /// What the core laboratory's results say of the subject, as far as whoever treats is told: the answers,
    /// whatever was asked. Of a source that knows none, nothing.
    ///
    /// @throws SimulationNotPossibleException when they can't be learned here
    default List<String> results(String subject) {
        return List.of();
    }
}
