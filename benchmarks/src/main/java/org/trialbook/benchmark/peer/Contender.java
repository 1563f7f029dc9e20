package org.trialbook.benchmark.peer;

import java.time.Duration;
import org.trialbook.benchmark.measure.Load;

/// What is compared under the same load, in a process of its own or in this one.
public interface Contender extends AutoCloseable {

    /// As it stands in the table.
    String name();

    /// So many callers at once, each of which calls again as soon as it has its answer.
    Load load(int callers, Duration duration) throws Exception;

    /// Forgets what is of no use to the next round.
    default void rest() {}

    @Override
    void close();
}
