package org.trialbook.store;

import java.util.Collection;

/// When to begin the next block, if not at once.
///
/// Callers who were answered together come back together, but not in the same microsecond. Beginning with the first of
/// them would write a nearly empty block while all others wait for its end. So the committer gives the others as
/// many as were answered last time a moment to come back: a fraction of what a commit costs. A caller who is alone has
/// no company to wait for, and waits for nobody.
final class Gathering {
    /// The wait is at most this part of the last commit's time.
    private static final int FRACTION = 4;

    private static final long LONGEST_NANOS = 1_000_000;

    private int company;
    private long patienceNanos;

    /// Waits for as many as were answered last time, for a moment at most.
    void awaitCompany(Collection<?> queue, int waiting) {
        if (company <= 1 || waiting + queue.size() >= company) {
            return;
        }
        long end = System.nanoTime() + patienceNanos;
        while (waiting + queue.size() < company && System.nanoTime() - end < 0) {
            Thread.yield();
        }
    }

    /// @param answered how many appends a block answered
    /// @param nanos how long it took
    void committed(int answered, long nanos) {
        company = answered;
        patienceNanos = Math.min(LONGEST_NANOS, nanos / FRACTION);
    }
}
