package org.trialbook.view.blind.leak;

import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.SealLabel;

/// The first bytes of a box.
final class NonceTellsTheArm implements Leak {

    @Override
    public String imitates() {
        return "the nonce is made from the value";
    }

    @Override
    public BlindingKey seal(BlindingKey key) {
        return new BlindingKey() {
            @Override
            public String id() {
                return key.id();
            }

            @Override
            public byte[] seal(byte[] padded, SealLabel label) {
                byte[] box = key.seal(padded, label);
                box[0] = padded[4];
                return box;
            }

            @Override
            public byte[] open(byte[] box, SealLabel label) {
                return key.open(box, label);
            }
        };
    }
}
