package org.trialbook.view.blind.leak;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.SealLabel;

/// The length of a box.
final class BoxAsLongAsItsContent implements Leak {

    @Override
    public String imitates() {
        return "padding was forgotten";
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
                int length = Short.toUnsignedInt(ByteBuffer.wrap(padded).getShort());
                return Arrays.copyOf(box, Math.min(box.length, 2 + length));
            }

            @Override
            public byte[] open(byte[] box, SealLabel label) {
                return key.open(box, label);
            }
        };
    }
}
