package org.trialbook.view.blind.leak;

import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.SealLabel;

/// A box that holds what it should hide.
final class NullCipher implements Leak {

    @Override
    public String imitates() {
        return "the test configuration, which encrypts nothing, is in force";
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
                return padded.length == box.length ? padded.clone() : box;
            }

            @Override
            public byte[] open(byte[] box, SealLabel label) {
                return key.open(box, label);
            }
        };
    }
}
