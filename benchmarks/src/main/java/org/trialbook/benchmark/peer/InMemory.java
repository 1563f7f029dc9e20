package org.trialbook.benchmark.peer;

import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.trialbook.benchmark.measure.LoadCaller;

/// Axon's engine that keeps everything in memory and nothing on the disk: a ceiling, not a choice.
public final class InMemory implements Peer {
    private final MeasuredEvents events = new MeasuredEvents();
    private InMemoryEventStorageEngine engine = new InMemoryEventStorageEngine();

    @Override
    public String name() {
        return "Axon in memory (not durable)";
    }

    @Override
    public LoadCaller caller(int number) {
        return new EngineCaller(engine, events, Condition.BOUNDARY);
    }

    @Override
    public void rest() {
        engine = new InMemoryEventStorageEngine();
    }

    @Override
    public void close() {
        rest();
    }
}
