package org.trialbook.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
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
/// the damage is, and that what the database shows beside a line (tags, type) is what the line says.
final class BlockAudit {
    private BlockAudit() {}

    /// @param number the block's number, as the log so far expects it
    /// @param before the tree before the block; not changed
    /// @param recordedBefore when the last event before the block was recorded, or null when there is none
    /// @throws DamagedLogException when the block does not continue the log
    static VerifiedBlock verify(Block block, long number, MerkleFrontier before, @Nullable Instant recordedBefore) {
        long first = before.size();
        require(block.number() == number, first, "block " + block.number() + " stands where block " + number + " must");
        List<EventLine> lines = new ArrayList<>(block.entries().size());
        List<byte[]> bytes = new ArrayList<>(block.entries().size());
        List<TreeHash> leaves = new ArrayList<>(block.entries().size());
        MerkleFrontier tree = before.copy();
        Instant previous = recordedBefore == null ? Instant.MIN : recordedBefore;
        for (int i = 0; i < block.entries().size(); i++) {
            long position = first + i;
            Block.Entry entry = block.entries().get(i);
            byte[] line = entry.line().getBytes(StandardCharsets.UTF_8);
            TreeHash leaf = Sha256.leaf(line);
            require(
                    i < block.leaves().size() && block.leaves().get(i).equals(leaf),
                    position,
                    "its line in block " + number + " is not the one that was hashed");
            EventLine event = parse(line, position, number);
            require(event.position() == position, position, "its line says it is position " + event.position());
            require(
                    event.type().equals(entry.type())
                            && event.version().equals(entry.version())
                            && new HashSet<>(event.tags()).equals(new HashSet<>(entry.tags())),
                    position,
                    "its type, version or tags in block " + number + " are not those of its line");
            require(!event.recordedAt().isBefore(previous), position, "it was recorded before the event before it");
            previous = event.recordedAt();
            tree.append(leaf);
            lines.add(event);
            bytes.add(line);
            leaves.add(leaf);
        }
        long after = first + block.entries().size();
        require(block.leaves().size() == block.entries().size(), after, "its line is missing in block " + number);
        require(!lines.isEmpty(), first, "block " + number + " holds no event");
        require(
                block.first() == first && block.size() == after,
                first,
                "block " + number + " claims positions " + block.first() + " to " + (block.size() - 1));
        require(block.root().equals(tree.root()), first, "block " + number + " has another root than its lines");
        return new VerifiedBlock(block, lines, bytes, leaves);
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
