package org.trialbook.store;

import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A block store on a network that loses messages as told, one fault per insert.
final class FaultyBlockStore implements BlockStore {
    enum Fault {
        NONE,
        /// The block is stored, the answer is lost.
        LOSE_ANSWER,
        /// The block never arrives.
        LOSE_REQUEST,
        /// The block arrives twice; the second refusal is what the caller hears.
        DELIVER_TWICE,
        /// The block arrives when [#deliverDelayed] says so; the caller hears nothing.
        DELAY_REQUEST,
        /// Another writer's block gets the number, and that answer is lost too.
        OTHER_IS_FIRST,
        /// The server refuses without looking, such as when a right was taken away.
        REFUSE
    }

    private final BlockStore real;
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Queue<Block> delayed = new ConcurrentLinkedQueue<>();
    private volatile boolean down;
    private volatile int inserts;

    FaultyBlockStore(BlockStore real, Fault... faults) {
        this.real = real;
        this.faults.addAll(List.of(faults));
    }

    /// While down, nothing arrives.
    void down(boolean down) {
        this.down = down;
    }

    int inserts() {
        return inserts;
    }

    /// What was delayed arrives now.
    void deliverDelayed() {
        for (Block block = delayed.poll(); block != null; block = delayed.poll()) {
            real.insert(block);
        }
    }

    @Override
    public synchronized Insertion insert(Block block) {
        inserts++;
        if (down) {
            return new Insertion.Unknown(new IllegalStateException("down"));
        }
        Fault fault = faults.poll();
        return switch (fault == null ? Fault.NONE : fault) {
            case NONE -> real.insert(block);
            case LOSE_ANSWER -> {
                real.insert(block);
                yield new Insertion.Unknown(new IllegalStateException("answer lost"));
            }
            case LOSE_REQUEST -> new Insertion.Unknown(new IllegalStateException("request lost"));
            case DELIVER_TWICE -> {
                real.insert(block);
                yield real.insert(block);
            }
            case REFUSE -> throw new IllegalStateException("not allowed");
            case DELAY_REQUEST -> {
                delayed.add(block);
                yield new Insertion.Unknown(new IllegalStateException("delayed"));
            }
            case OTHER_IS_FIRST -> {
                real.insert(new Block(
                        block.number(),
                        block.first(),
                        block.size(),
                        block.root(),
                        "other",
                        "other",
                        block.lines(),
                        block.leaves()));
                yield new Insertion.Unknown(new IllegalStateException("answer lost"));
            }
        };
    }

    @Override
    public List<Block> read(long from, int count) {
        if (down) {
            throw new IllegalStateException("down");
        }
        return real.read(from, count);
    }

    @Override
    public OptionalLong lastNumber() {
        return real.lastNumber();
    }
}
