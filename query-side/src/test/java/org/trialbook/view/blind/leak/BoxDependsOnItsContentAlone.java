package org.trialbook.view.blind.leak;

import java.util.Arrays;
import java.util.random.RandomGeneratorFactory;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.SealLabel;

/// Equal values in equal boxes.
final class BoxDependsOnItsContentAlone implements Leak {

    @Override
    public String imitates() {
        return "encryption without a nonce";
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
                RandomGeneratorFactory.of("L64X128MixRandom")
                        .create(Arrays.hashCode(padded))
                        .nextBytes(box);
                return box;
            }

            @Override
            public byte[] open(byte[] box, SealLabel label) {
                return key.open(box, label);
            }
        };
    }
}
