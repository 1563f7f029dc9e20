package org.trialbook.store;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.trialbook.ledger.EventLine;

/// Looks at each new block that this process did not write, before it is taken for a part of the log.
///
/// Which blocks are its own it knows by what it sent, not by what stands in them: whoever may insert blocks may give
/// them any writer's name. What was there when the log was opened is not asked about: who wrote that, nobody can tell.
final class WatchedBlockStore implements BlockStore {

    private final BlockStore store;
    private final OthersMayWrite rule;
    private final LongSupplier known;
    /// Nonces of the blocks that this process sent, by number, as long as they may be new to it.
    private final Map<Long, String> sent = new ConcurrentHashMap<>();

    private volatile boolean opened;

    /// @param known how many blocks were taken in already
    WatchedBlockStore(BlockStore store, OthersMayWrite rule, LongSupplier known) {
        this.store = store;
        this.rule = rule;
        this.known = known;
    }

    /// Looks at blocks from now on.
    void watch() {
        opened = true;
    }

    @Override
    public Insertion insert(Block block) {
        long before = known.getAsLong();
        sent.keySet().removeIf(number -> number < before);
        sent.put(block.number(), block.nonce());
        return store.insert(block);
    }

    @Override
    public int mostAppendBytes() {
        return store.mostAppendBytes();
    }

    /// @throws DamagedLogException when another process wrote what it may not
    @Override
    public List<Block> read(long from, int count) {
        List<Block> blocks = store.read(from, count);
        if (opened) {
            long next = known.getAsLong();
            for (Block block : blocks) {
                if (block.number() >= next && !block.nonce().equals(sent.get(block.number()))) {
                    check(block);
                }
            }
        }
        return blocks;
    }

    private void check(Block block) {
        long position = block.first();
        for (byte[] bytes : block.lines()) {
            EventLine line;
            try {
                line = EventLine.parse(bytes);
            } catch (RuntimeException e) {
                // The bytes are no line. Whoever verifies the block will say so.
                return;
            }
            long at = position;
            rule.objection(line).ifPresent(objection -> {
                throw new DamagedLogException(at, "another process recorded what it may not: " + objection);
            });
            position++;
        }
    }

    @Override
    public OptionalLong lastNumber() {
        return store.lastNumber();
    }
}
