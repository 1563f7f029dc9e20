package org.trialbook.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.MerkleFrontier;
import org.trialbook.ledger.Sha256;
import org.trialbook.ledger.TreeHash;

/// A store that does not do what it says. It lies well: what it stores has the right hashes.
final class LyingBlockStore implements BlockStore {
    enum Lie {
        /// Says that every third block is stored, and throws it away.
        LOSES_WHAT_IT_ACKNOWLEDGED,
        /// Stores every third block twice, the second time under the next number.
        STORES_TWICE,
        /// Stores the lines of a block in another order.
        REORDERS_LINES,
        /// Gives the blocks back in another order.
        REORDERS_BLOCKS,
        /// Stores only the first half of the lines of a block.
        TEARS_BLOCKS,
        /// Says that a block is stored when it has only arrived; stores it when the next one arrives.
        ACKNOWLEDGES_BEFORE_STORING,
        /// Does not show the newest block.
        READS_STALE,
        /// Overwrites a block when another comes under its number.
        OVERWRITES,
        /// Says 'stored' where a number is taken, and stores nothing.
        TAKES_TAKEN_FOR_KEPT
    }

    private final BlockStore honest;
    /// What stands in place of blocks that are overwritten, for all who use the store.
    private final Map<Long, Block> overwritten;
    private final Lie lie;
    private @Nullable Block held;

    LyingBlockStore(BlockStore honest, Map<Long, Block> overwritten, Lie lie) {
        this.honest = honest;
        this.overwritten = overwritten;
        this.lie = lie;
    }

    @Override
    public synchronized Insertion insert(Block block) {
        return switch (lie) {
            case LOSES_WHAT_IT_ACKNOWLEDGED -> block.number() % 3 == 2 ? new Insertion.Kept() : honest.insert(block);
            case STORES_TWICE -> {
                Insertion insertion = honest.insert(block);
                if (block.number() % 3 == 0) {
                    honest.insert(resealed(block.number() + 1, block, block.lines()));
                }
                yield insertion;
            }
            case REORDERS_LINES -> {
                List<byte[]> reversed = new ArrayList<>(block.lines());
                Collections.reverse(reversed);
                yield honest.insert(resealed(block.number(), block, reversed));
            }
            case TEARS_BLOCKS -> {
                int half = (block.lines().size() + 1) / 2;
                yield honest.insert(
                        resealed(block.number(), block, block.lines().subList(0, half)));
            }
            case ACKNOWLEDGES_BEFORE_STORING -> {
                if (held != null) {
                    honest.insert(held);
                }
                held = block;
                yield new Insertion.Kept();
            }
            case OVERWRITES -> {
                if (honest.insert(block) instanceof Insertion.Taken) {
                    overwritten.put(block.number(), block);
                }
                yield new Insertion.Kept();
            }
            case TAKES_TAKEN_FOR_KEPT -> {
                Insertion insertion = honest.insert(block);
                yield insertion instanceof Insertion.Taken ? new Insertion.Kept() : insertion;
            }
            case REORDERS_BLOCKS, READS_STALE -> honest.insert(block);
        };
    }

    /// The block under a number, with other lines and the root that goes with them.
    private Block resealed(long number, Block block, List<byte[]> lines) {
        MerkleFrontier tree = new MerkleFrontier();
        honest.read(0, Math.toIntExact(number))
                .forEach(before -> before.leaves().forEach(tree::append));
        long first = tree.size();
        List<TreeHash> leaves = lines.stream().map(Sha256::leaf).toList();
        leaves.forEach(tree::append);
        return new Block(number, first, tree.size(), tree.root(), block.writer(), block.nonce(), lines, leaves);
    }

    @Override
    public List<Block> read(long from, int count) {
        List<Block> blocks = new ArrayList<>(honest.read(from, count));
        blocks.replaceAll(block -> overwritten.getOrDefault(block.number(), block));
        if (lie == Lie.REORDERS_BLOCKS) {
            Collections.reverse(blocks);
        }
        if (lie == Lie.READS_STALE
                && !blocks.isEmpty()
                && honest.read(from + blocks.size(), 1).isEmpty()) {
            blocks.removeLast();
        }
        return blocks;
    }

    @Override
    public OptionalLong lastNumber() {
        OptionalLong last = honest.lastNumber();
        if (lie != Lie.READS_STALE || last.isEmpty()) {
            return last;
        }
        return last.getAsLong() == 0 ? OptionalLong.empty() : OptionalLong.of(last.getAsLong() - 1);
    }
}
