package org.trialbook.verify.attack;

import java.util.OptionalLong;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.SignedNote;

/// The whole record is rewritten and signed by a key of the same name, which takes the place of the log's key.
final class SwappedKey implements Attack {

    @Override
    public void on(OpenedBundle bundle) {
        NoteSigner forger = bundle.anotherKey();
        bundle.rewrite(5, "A Nurse", "B Nurse");
        bundle.hashAgain();
        for (int size : new int[] {4, 8, 12}) {
            SignedNote note = new Checkpoint(OpenedBundle.ORIGIN, size, bundle.root(size)).sign(forger);
            bundle.files.put(size == 12 ? "checkpoint" : "checkpoints/" + size, note.format());
        }
        bundle.put("key.vkey", forger.verifier() + "\n");
    }

    @Override
    public String answeredWith() {
        return "foreign-key";
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.empty();
    }
}
