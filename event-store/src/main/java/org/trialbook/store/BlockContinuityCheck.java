package org.trialbook.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.EventLine.Tag;
import org.trialbook.ledger.LineScan;
import org.trialbook.ledger.MerkleFrontier;
import org.trialbook.ledger.StoredLogVerification;
import org.trialbook.ledger.TreeHash;

/// Checks that blocks continue the log, by the very audit that an inspector runs, and refuses the first that does not.
/// Not safe for use by several threads.
final class BlockContinuityCheck {
    private static final int KNOWN_NAMES = 1_000;

    /// The same audit is used as long as each block follows the one before.
    private @Nullable StoredLogVerification verification;

    private long nextBlock;
    private @Nullable Block block;
    private List<VerifiedBlock.Line> lines = List.of();
    /// The names that tags and types have again and again: one string each, not one for each event.
    private final Map<String, String> names = new HashMap<>();

    /// @param number the block's number, as the log so far expects it
    /// @param before the tree before the block; not changed
    /// @param recordedBefore when the last event before the block was recorded, in microseconds since 1970, or null
    ///     when there is none
    /// @throws DamagedLogException when the block does not continue the log: names the first position at which it
    ///     does not
    VerifiedBlock verify(Block block, long number, MerkleFrontier before, @Nullable Long recordedBefore) {
        StoredLogVerification following = verification;
        if (following == null || nextBlock != number) {
            following = StoredLogVerification.after(number, before, recordedBefore, this::sawLine);
        }
        this.block = block;
        this.lines = new ArrayList<>(block.lines().size());
        boolean continues = following.add(new StoredLogVerification.Block(
                block.number(), block.first(), block.size(), block.root(), block.lines(), block.leaves()));
        this.block = null;
        if (!continues) {
            verification = null;
            throw damage(number, before.size(), following.finish());
        }
        verification = following;
        nextBlock = number + 1;
        return new VerifiedBlock(number, lines, following.tree());
    }

    private void sawLine(LineScan line, TreeHash leaf) {
        Block open = block;
        if (open == null) {
            throw new IllegalStateException("a line of no block");
        }
        List<Tag> tags = new ArrayList<>(line.tagCount());
        for (int i = 0; i < line.tagCount(); i++) {
            tags.add(new Tag(known(line.tagKey(i)), line.tagValue(i)));
        }
        lines.add(new VerifiedBlock.Line(
                open.lines().get(lines.size()),
                leaf,
                known(line.type()),
                known(line.version()),
                tags,
                line.recordedAtMicros()));
    }

    private String known(String name) {
        String known = names.get(name);
        if (known == null) {
            known = name;
            if (names.size() < KNOWN_NAMES) {
                names.put(name, name);
            }
        }
        return known;
    }

    /// What stands before the block is verified, so nothing there is bad, whatever a line says of itself.
    private static DamagedLogException damage(long number, long first, StoredLogVerification.Outcome outcome) {
        String evidence = outcome.findings().stream()
                .map(finding -> finding.code() + ": " + finding.evidence())
                .collect(Collectors.joining("; "));
        return new DamagedLogException(
                Math.max(first, outcome.firstBadPosition().orElse(first)), "block " + number + ": " + evidence);
    }
}
