package org.trialbook.store;

import java.util.List;
import java.util.function.BooleanSupplier;

/// Where the processes of a simulation keep their log, and what befalls it: [SimulatedServer] or [SimulatedFiles].
interface SimulatedStore {
    /// Begins what happens to it of its own accord.
    ///
    /// @param over when to end
    void start(BooleanSupplier over);

    /// How one process has it.
    ///
    /// @param pass passes the turn on, and throws when the process was killed
    BlockStore connection(Runnable pass);

    /// Whether all have the store from one process, and die together.
    boolean isOfOneProcess();

    /// A process has read the log, and goes to work.
    void opened(SimulatedProcess process, BooleanSupplier over);

    /// What is in memory is lost.
    void crash();

    /// Those who had it are dead.
    void abandoned();

    /// From now on everything works.
    void calmDown();

    boolean isCalm();

    /// Whether something is still on its way.
    boolean hasDelayed();

    /// What it certainly holds when all is over.
    List<Block> blocks();
}
