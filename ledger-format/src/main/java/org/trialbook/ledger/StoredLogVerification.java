package org.trialbook.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Checks a stored log block by block, in order and in constant memory, and names the first position that
/// is not as it was recorded. A store runs it over everything it holds before it takes its first event,
/// and over every block that another process has written.
///
/// The leaf hashes that a store keeps beside its events prove nothing by themselves; they serve to say
/// which line of a block was changed, once the root says that one was.
public final class StoredLogVerification {

    private final Findings findings = Findings.first();
    private final LineOrderCheck lines = new LineOrderCheck(findings);
    private final RootsAgainstCheckpoints signed;
    private final Listener listener;

    private final MerkleFrontier tree = new MerkleFrontier();

    /// The tree before the block that is being checked.
    private final MerkleFrontier before = new MerkleFrontier();

    private final TreeHasher hasher = new TreeHasher();
    private final LineScan scan = new LineScan();
    private final byte[] hash = new byte[TreeHash.BYTES];
    private long nextBlock;
    private boolean treeLost;

    /// How many lines of the block the listener has seen.
    private int told;

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

    /// An audit from the first block on.
    ///
    /// @param checkpoints what has been signed about this log, with signatures already verified
    public StoredLogVerification(Collection<Checkpoint> checkpoints, Listener listener) {
        this.signed = new RootsAgainstCheckpoints(checkpoints);
        this.listener = listener;
        signed.compare(tree);
    }

    /// An audit that goes on behind blocks that are known to be sound.
    ///
    /// @param blocks how many there are
    /// @param before the tree of their events; not changed
    /// @param recordedAtMicros when the last of these was recorded, or null if there is none
    public static StoredLogVerification after(
            long blocks, MerkleFrontier before, @Nullable Long recordedAtMicros, Listener listener) {
        StoredLogVerification verification = new StoredLogVerification(List.of(), listener);
        verification.nextBlock = blocks;
        verification.tree.become(before);
        verification.lines.continueAt(before.size());
        if (recordedAtMicros != null) {
            verification.lines.recorded(recordedAtMicros);
        }
        return verification;
    }

    /// Takes the next block.
    ///
    /// @return whether it continues the log exactly; if not, [#findings] has become longer
    public boolean add(Block block) {
        told = 0;
        before.become(tree);
        if (!treeLost && continues(block)) {
            nextBlock++;
            return true;
        }
        tree.become(before);
        diagnose(block);
        return false;
    }

    /// Everything that was found so far, by position.
    public List<Finding> findings() {
        return findings.sorted();
    }

    /// A copy of the tree of all events so far.
    public MerkleFrontier tree() {
        return tree.copy();
    }

    /// To be called after the last block.
    public Outcome finish() {
        signed.judge(checkpoint -> true, lines.expected(), findings);
        return new Outcome(findings.sorted(), tree.size(), tree.root());
    }

    /// Grows the tree by the block. Where anything is not as it must be, it does not matter here what and
    /// where.
    private boolean continues(Block block) {
        int count = block.lines.size();
        long first = tree.size();
        boolean kept = !block.leaves.isEmpty();
        if (block.number != nextBlock
                || block.first != first
                || lines.expected() != first
                || block.size != first + count
                || count == 0
                || (kept && block.leaves.size() != count)) {
            return false;
        }
        long recorded = lines.lastRecordedMicros();
        for (int i = 0; i < count; i++) {
            byte[] line = block.lines.get(i);
            hasher.leaf(line, 0, line.length, hash, 0);
            if (kept && !block.leaves.get(i).isAt(hash, 0)) {
                return false;
            }
            try {
                scan.check(line, 0, line.length);
            } catch (MalformedLineException malformed) {
                return false;
            }
            if (scan.position() != first + i || scan.recordedAtMicros() < recorded) {
                return false;
            }
            recorded = scan.recordedAtMicros();
            tree.append(hash, 0);
            tell(scan, i, kept ? block.leaves.get(i) : null);
        }
        if (!tree.root().equals(block.root)) {
            return false;
        }
        if (signed.dueUpTo(tree.size())) {
            growSlowly(block);
        }
        lines.recorded(recorded);
        lines.continueAt(tree.size());
        return true;
    }

    private void tell(LineScan line, int index, @Nullable TreeHash leaf) {
        if (index >= told) {
            listener.line(line, leaf == null ? TreeHash.at(hash, 0) : leaf);
            told = index + 1;
        }
    }

    /// Appends the leaves of the block once more, and compares the root at each size that was signed.
    private void growSlowly(Block block) {
        tree.become(before);
        for (byte[] line : block.lines) {
            hasher.leaf(line, 0, line.length, hash, 0);
            tree.append(hash, 0);
            signed.compare(tree);
        }
    }

    private void diagnose(Block block) {
        long start = lines.expected();
        checkPlace(block, start);
        long first = lines.expected();
        List<TreeHash> computed = checkLines(block);
        long end = first + computed.size();
        if (computed.isEmpty()) {
            findings.add(new Finding.EmptyBlock(start, block.number));
        }
        // More hashes than lines: if the root confirms the hashes, lines are missing at the end.
        boolean cut = block.leaves.size() > computed.size()
                && rootWith(block.leaves).equals(block.root)
                && startsWith(block.leaves, computed);
        if (cut) {
            findings.add(new Finding.MissingLine(end, block.number, first + block.leaves.size()));
        }
        end = cut ? first + block.leaves.size() : end;
        if (block.size != end) {
            findings.add(new Finding.WrongBlockSize(start, end, block.number, end, block.size));
        }
        boolean kept = cut || block.leaves.size() == computed.size();
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
        List<TreeHash> computed = new ArrayList<>(block.lines.size());
        for (byte[] bytes : block.lines) {
            hasher.leaf(bytes, 0, bytes.length, hash, 0);
            TreeHash leaf = TreeHash.at(hash, 0);
            LineScan line = lines.check(bytes, 0, bytes.length);
            if (line != null) {
                tell(line, computed.size(), leaf);
            }
            computed.add(leaf);
        }
        return computed;
    }

    private void grow(Block block, long first, List<TreeHash> computed, boolean kept) {
        TreeHash byLines = rootWith(computed);
        boolean linesGiveRoot = byLines.equals(block.root);
        boolean leavesGiveRoot =
                !linesGiveRoot && kept && rootWith(block.leaves).equals(block.root);
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
            findings.add(new Finding.WrongBlockRoot(first, first + computed.size(), block.number, block.root, byLines));
        }
        // With the leaf hashes the tree confirms, a changed line does no harm to the blocks behind it.
        for (TreeHash leaf : leavesGiveRoot ? block.leaves : computed) {
            tree.append(leaf);
            if (!treeLost) {
                signed.compare(tree);
            }
        }
        treeLost |= !linesGiveRoot && !leavesGiveRoot;
    }

    private static boolean startsWith(List<TreeHash> leaves, List<TreeHash> beginning) {
        return leaves.subList(0, beginning.size()).equals(beginning);
    }

    private TreeHash rootWith(List<TreeHash> leaves) {
        MerkleFrontier grown = tree.copy();
        leaves.forEach(grown::append);
        return grown.root();
    }
}
