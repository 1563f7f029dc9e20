package org.trialbook.benchmark.peer;

import java.time.Duration;
import org.trialbook.benchmark.measure.Load;
import org.trialbook.benchmark.measure.LoadCaller;

/// A store in this process that events can be appended to: ours, or what a user would pick instead.
public interface Peer extends Contender {

    /// A caller whose appends follow each other.
    LoadCaller caller(int number);

    @Override
    default Load load(int callers, Duration duration) throws Exception {
        return Load.closed(this::caller, callers, duration);
    }
}
