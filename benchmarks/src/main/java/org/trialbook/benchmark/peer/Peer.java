package org.trialbook.benchmark.peer;

import org.trialbook.benchmark.measure.LoadCaller;

/// A store that events can be appended to: ours, or what a user would pick instead.
public interface Peer extends AutoCloseable {

    /// As it stands in the table.
    String name();

    /// A caller whose appends follow each other.
    LoadCaller caller(int number);

    /// Forgets what is of no use to the next round.
    default void rest() {}

    @Override
    void close();
}
