package org.trialbook.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.MalformedLineException;
import org.trialbook.ledger.MerkleFrontier;
import org.trialbook.ledger.Sha256;
import org.trialbook.ledger.TreeHash;

/// Checks that a block continues the log, and names the first position at which it does not.
///
/// What proves is the root, over the bytes of every line so far. Everything before the root only serves to say where
/// the damage is.
final class BlockAudit {
    private BlockAudit() {}

    /// @param number the block's number, as the log so far expects it
    /// @param before the tree before the block; not changed
    /// @param recordedBefore when the last event before the block was recorded, or null when there is none
    /// @throws DamagedLogException when the block does not continue the log
    static VerifiedBlock verify(Block block, long number, MerkleFrontier before, @Nullable Instant recordedBefore) {
        long first = before.size();
        require(block.number() == number, first, "block " + block.number() + " stands where block " + number + " must");
        List<VerifiedBlock.Line> lines = new ArrayList<>(block.lines().size());
        MerkleFrontier tree = before.copy();
        Instant previous = recordedBefore == null ? Instant.MIN : recordedBefore;
        for (int i = 0; i < block.lines().size(); i++) {
            long position = first + i;
            byte[] line = block.lines().get(i);
            TreeHash leaf = Sha256.leaf(line);
            require(
                    i < block.leaves().size() && block.leaves().get(i).equals(leaf),
                    position,
                    "its line in block " + number + " is not the one that was hashed");
            EventLine event = parse(line, position, number);
            require(event.position() == position, position, "its line says it is position " + event.position());
            require(!event.recordedAt().isBefore(previous), position, "it was recorded before the event before it");
            previous = event.recordedAt();
            tree.append(leaf);
            lines.add(new VerifiedBlock.Line(
                    line, leaf, event.type(), event.tags(), LogPicture.micros(event.recordedAt())));
        }
        long after = first + block.lines().size();
        require(block.leaves().size() == block.lines().size(), after, "its line is missing in block " + number);
        require(!lines.isEmpty(), first, "block " + number + " holds no event");
        require(
                block.first() == first && block.size() == after,
                first,
                "block " + number + " claims positions " + block.first() + " to " + (block.size() - 1));
        require(block.root().equals(tree.root()), first, "block " + number + " has another root than its lines");
        return new VerifiedBlock(number, lines, tree);
    }

    private static EventLine parse(byte[] line, long position, long number) {
        try {
            return EventLine.parse(line);
        } catch (MalformedLineException e) {
            throw new DamagedLogException(position, "its line in block " + number + ": " + e.getMessage());
        }
    }

    private static void require(boolean condition, long position, String otherwise) {
        if (!condition) {
            throw new DamagedLogException(position, otherwise);
        }
    }
}
