package org.trialbook.simulation;

/// Where the simulated implanter learns the arm: a receipt doesn't tell it.
@FunctionalInterface
public interface ArmSource {

    /// The code of the arm, of a subject who is randomized.
    ///
    /// @param subject such as `01-003`
    /// @throws SimulationNotPossibleException when the arm can't be learned here
    String arm(String subject);
}
