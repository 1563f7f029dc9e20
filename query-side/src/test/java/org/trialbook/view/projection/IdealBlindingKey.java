package org.trialbook.view.projection;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.SealLabel;

/// Ideal encryption: what is sealed is kept aside, and the box depends on nothing but the field it stands in and its
/// length. Two histories that differ only in what is sealed are then equal to the byte, hashes included, and whatever
/// still differs is a leak.
public final class IdealBlindingKey implements BlindingKey {

    private final Map<SealLabel, byte[]> plain = new ConcurrentHashMap<>();

    @Override
    public String id() {
        return "ideal";
    }

    @Override
    public byte[] seal(byte[] padded, SealLabel label) {
        plain.put(label, padded.clone());
        byte[] box = new byte[padded.length];
        long seed = 0;
        for (byte b : label.authenticated(id())) {
            seed = 31 * seed + b;
        }
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        random.nextBytes(box);
        return box;
    }

    @Override
    public byte[] open(byte[] box, SealLabel label) {
        byte[] padded = plain.get(label);
        if (padded == null) {
            throw new IllegalStateException("never sealed: " + label);
        }
        return padded.clone();
    }
}
