package org.trialbook.ledger;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Compares the roots of a growing tree with those that were signed, and remembers how far they agree.
final class SignedRoots {

    private final List<Checkpoint> bySize;
    private final Findings findings;
    private int next;

    /// The size of the next checkpoint, which is asked for at every single leaf.
    private long due;
    private long confirmed;

    SignedRoots(Collection<Checkpoint> checkpoints, Findings findings) {
        this.bySize = checkpoints.stream()
                .sorted(Comparator.comparingLong(Checkpoint::size))
                .toList();
        this.findings = findings;
        this.due = dueNext();
    }

    /// Whether a checkpoint waits for a size up to this one.
    boolean dueUpTo(long size) {
        return due <= size;
    }

    private long dueNext() {
        return next < bySize.size() ? bySize.get(next).size() : Long.MAX_VALUE;
    }

    private Checkpoint take() {
        Checkpoint taken = bySize.get(next++);
        due = dueNext();
        return taken;
    }

    /// To be called at every size that is due.
    void compare(MerkleFrontier tree) {
        while (dueUpTo(tree.size()) && next < bySize.size()) {
            Checkpoint signed = take();
            if (signed.size() < tree.size()) {
                continue;
            }
            if (tree.root().equals(signed.root())) {
                confirmed = signed.size();
            } else {
                findings.add(new Finding.WrongRoot(confirmed, signed.size(), signed.root(), tree.root()));
            }
        }
    }

    /// To be called when the tree will not grow any more.
    void finish(long size) {
        while (next < bySize.size()) {
            Checkpoint signed = take();
            if (signed.size() > size) {
                findings.add(new Finding.MissingTail(size, signed.size()));
            }
        }
    }
}
