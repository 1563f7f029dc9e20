package org.trialbook.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Compares the roots of a growing tree with those that were signed. What does not agree is told in the
/// end, because only the lines themselves say which key had to sign.
final class RootsAgainstCheckpoints {

    private final List<Checkpoint> bySize;

    /// The roots that the tree had at the sizes of the checkpoints, as many as it has reached.
    private final List<TreeHash> reached = new ArrayList<>();

    /// The size of the next checkpoint, which is asked for at every single leaf.
    private long due;

    RootsAgainstCheckpoints(Collection<Checkpoint> checkpoints) {
        this.bySize = checkpoints.stream()
                .sorted(Comparator.comparingLong(Checkpoint::size))
                .toList();
        this.due = dueNext();
    }

    /// Whether a checkpoint waits for a size up to this one.
    boolean dueUpTo(long size) {
        return due <= size;
    }

    private long dueNext() {
        return reached.size() < bySize.size() ? bySize.get(reached.size()).size() : Long.MAX_VALUE;
    }

    /// To be called at every size that is due.
    void compare(MerkleFrontier tree) {
        while (due == tree.size() && reached.size() < bySize.size()) {
            reached.add(tree.root());
            due = dueNext();
        }
    }

    /// The root that the tree had at the size of this checkpoint, or null if it has not reached that.
    @Nullable
    TreeHash reached(Checkpoint checkpoint) {
        int i = bySize.indexOf(checkpoint);
        return i < 0 || i >= reached.size() ? null : reached.get(i);
    }

    /// To be called when the tree will not grow any more.
    ///
    /// @param trusted which checkpoints count
    /// @param size how many events there are, or null if not all were read
    void judge(Predicate<Checkpoint> trusted, @Nullable Long size, Findings findings) {
        long confirmed = 0;
        for (int i = 0; i < bySize.size(); i++) {
            Checkpoint signed = bySize.get(i);
            if (!trusted.test(signed)) {
                continue;
            }
            if (i >= reached.size()) {
                if (size != null && signed.size() > size) {
                    findings.add(new Finding.MissingTail(size, signed.size()));
                }
            } else if (reached.get(i).equals(signed.root())) {
                confirmed = signed.size();
            } else {
                findings.add(new Finding.WrongRoot(confirmed, signed.size(), signed.root(), reached.get(i)));
            }
        }
    }
}
