package org.trialbook.benchmark.measure;

/// Somebody who asks a store for one thing after another.
public interface LoadCaller {

    /// Does one thing, and returns when it is done: for an append, when it is acknowledged.
    void call() throws Exception;
}
