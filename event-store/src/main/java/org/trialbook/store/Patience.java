package org.trialbook.store;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// How long to try to settle an append whose outcome is unknown, and how to pass the time between two tries.
@FunctionalInterface
interface Patience {
    /// Begins a wait.
    Wait begin();

    /// One wait, until it is given up.
    @FunctionalInterface
    interface Wait {
        /// Lets a little time pass. False when it is time to give up.
        boolean pause();
    }

    /// Pauses of 20 ms at first and of a third of a second at last, until a limit or an interrupt.
    static Patience of(Duration limit) {
        return () -> {
            long deadline = System.nanoTime() + limit.toNanos();
            long[] pause = {20_000_000};
            return () -> {
                if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                    return false;
                }
                LockSupport.parkNanos(pause[0]);
                pause[0] = Math.min(2 * pause[0], 320_000_000);
                return true;
            };
        };
    }
}
