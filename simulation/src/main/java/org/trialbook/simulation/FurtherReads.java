package org.trialbook.simulation;

import java.util.Map;

/// Where the simulated core lab learns which further reads there are: the receipt of a registration tells the first one
/// only, so that nobody can put two readers' work together.
@FunctionalInterface
public interface FurtherReads {

    /// The codes of further reads, and the code of the recording that each is of.
    ///
    /// @param purpose such as `second`
    /// @param submitted how many submissions must be known, so that what follows from them is too
    /// @param position the newest event that the data manager was told of, which must be known too; -1 for none
    /// @throws SimulationNotPossibleException when they can't be learned here
    Map<String, String> of(String purpose, int submitted, long position);
}
