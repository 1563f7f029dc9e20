package org.trialbook.store;

/// An empty place for one test's log.
interface StoreUnderTest extends AutoCloseable {
    /// As one process has it.
    LogStore one();

    /// As another one has it, or the same a second time.
    LogStore two();

    /// Somebody who has access takes a block away. Logs that are opened afterwards see it so.
    void lose(long block) throws Exception;

    @Override
    void close();
}
