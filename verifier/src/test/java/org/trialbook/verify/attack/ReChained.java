package org.trialbook.verify.attack;

import java.util.OptionalLong;
import org.trialbook.ledger.NoteSigner;

/// A line is changed, every hash and root made to fit, and every checkpoint signed again, by another key
/// of the same name. The log's key is left in the bundle.
final class ReChained implements Attack {

    @Override
    public void on(OpenedBundle bundle) {
        NoteSigner forger = bundle.anotherKey();
        bundle.rewrite(5, "A Nurse", "B Nurse");
        bundle.hashAgain();
        for (int size : new int[] {4, 8, 12}) {
            bundle.sign(size, forger);
        }
    }

    @Override
    public String answeredWith() {
        return "untrusted-checkpoint";
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.empty();
    }
}
