package org.trialbook.ledger;

import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/// Checks a stored log block by block, in order and in constant memory, and names the first position that
/// is not as it was recorded. A store runs it over everything it holds before it takes its first event.
///
/// The leaf hashes that a store keeps beside its events prove nothing by themselves; they serve to say
/// which line of a block was changed, once the root says that one was.
public final class RecordAudit {

    private final Findings findings = new Findings();
    private final LineAudit lines = new LineAudit(findings);
    private final SignedRoots signed;
    private final Listener listener;

    private MerkleFrontier tree = new MerkleFrontier();
    private long nextBlock;
    private boolean treeLost;

    /// One stored block.
    ///
    /// @param number from 0, without gaps
    /// @param first the position of its first event
    /// @param size the tree's size after it
    /// @param root the tree's root after it
    /// @param lines the stored bytes of its events
    /// @param leaves the stored leaf hashes of its events, in the same order; empty if the store keeps
    ///     none
    public record Block(long number, long first, long size, TreeHash root, List<byte[]> lines, List<TreeHash> leaves) {}

    /// Sees every well-formed line while it passes, so that a start-up reads the log only once.
    @FunctionalInterface
    public interface Listener {

        /// @param line what was stored; its answers hold until the next line
        /// @param leaf the hash of the stored bytes
        void line(LineScan line, TreeHash leaf);
    }

    /// What the audit has found.
    ///
    /// @param findings by position, at most 1,000
    /// @param size how many events were read
    /// @param root of the tree of these events
    public record Outcome(List<Finding> findings, long size, TreeHash root) {

        public boolean sound() {
            return findings.isEmpty();
        }

        /// From where on the record can't be relied on: the first position found bad, or the beginning of
        /// the first stretch that is bad without any of its positions standing out.
        public OptionalLong firstBadPosition() {
            return Findings.firstBadPosition(findings);
        }
    }

    /// @param checkpoints what has been signed about this log, with signatures already verified
    public RecordAudit(Collection<Checkpoint> checkpoints, Listener listener) {
        this.signed = new SignedRoots(checkpoints, findings);
        this.listener = listener;
        signed.compare(tree);
    }

    /// Takes the next block.
    public void add(Block block) {
        long start = lines.expected();
        checkPlace(block, start);
        long first = lines.expected();
        List<TreeHash> computed = checkLines(block);
        long end = first + computed.size();
        if (block.size != end) {
            findings.add(new Finding.WrongBlockSize(start, end, block.number, end, block.size));
        }
        boolean kept = block.leaves.size() == computed.size();
        if (!kept && !block.leaves.isEmpty()) {
            findings.add(new Finding.WrongBlockSize(start, end, block.number, computed.size(), block.leaves.size()));
        }
        grow(block, first, computed, kept);
        // Whatever single lines said about themselves, the next block begins after as many events as this
        // one has.
        lines.continueAt(end);
    }

    private void checkPlace(Block block, long start) {
        if (block.number != nextBlock) {
            findings.add(new Finding.BlockGap(start, nextBlock, block.number));
        }
        nextBlock = block.number + 1;
        if (block.first != start) {
            findings.add(new Finding.WrongBlockStart(Math.min(start, block.first), block.number, start, block.first));
            boolean linesMissing = block.first > start && block.size - block.first == block.lines.size();
            if (linesMissing) {
                lines.continueAt(block.first);
                treeLost = true;
            }
        }
    }

    private List<TreeHash> checkLines(Block block) {
        return block.lines.stream()
                .map(bytes -> {
                    TreeHash leaf = Sha256.leaf(bytes);
                    LineScan line = lines.check(bytes, 0, bytes.length);
                    if (line != null) {
                        listener.line(line, leaf);
                    }
                    return leaf;
                })
                .toList();
    }

    private void grow(Block block, long first, List<TreeHash> computed, boolean kept) {
        MerkleFrontier byLines = grown(computed);
        boolean linesGiveRoot = byLines.root().equals(block.root);
        boolean leavesGiveRoot =
                !linesGiveRoot && kept && grown(block.leaves).root().equals(block.root);
        for (int i = 0; kept && !treeLost && i < computed.size(); i++) {
            TreeHash leaf = block.leaves.get(i);
            if (!leaf.equals(computed.get(i))) {
                findings.add(
                        linesGiveRoot
                                ? new Finding.ChangedLeaf(first + i, leaf, computed.get(i))
                                : new Finding.ChangedLine(first + i, leaf, computed.get(i)));
            }
        }
        if (!linesGiveRoot && !leavesGiveRoot && !treeLost) {
            findings.add(new Finding.WrongBlockRoot(
                    first, first + computed.size(), block.number, block.root, byLines.root()));
        }
        // With the leaf hashes the tree confirms, a changed line does no harm to the blocks behind it.
        List<TreeHash> leaves = leavesGiveRoot ? block.leaves : computed;
        if (!treeLost && signed.dueUpTo(first + leaves.size())) {
            for (TreeHash leaf : leaves) {
                tree.append(leaf);
                signed.compare(tree);
            }
        } else {
            tree = grown(leaves);
        }
        treeLost |= !linesGiveRoot && !leavesGiveRoot;
    }

    private MerkleFrontier grown(List<TreeHash> leaves) {
        MerkleFrontier grown = tree.copy();
        leaves.forEach(grown::append);
        return grown;
    }

    /// To be called after the last block.
    public Outcome finish() {
        signed.finish(lines.expected());
        return new Outcome(findings.sorted(), tree.size(), tree.root());
    }
}
