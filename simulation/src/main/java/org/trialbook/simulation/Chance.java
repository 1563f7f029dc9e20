package org.trialbook.simulation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// A stream of draws of its own for each matter of each subject, so that neither concurrency nor a change of one
/// matter moves the draws of another.
final class Chance {

    private static final String LABEL = "trialbook simulation v1";
    private static final int TRIES = 1_000;

    private final RandomGenerator random;

    private Chance(RandomGenerator random) {
        this.random = random;
    }

    /// The stream of a matter, such as `of(42, 17, "baseline")`.
    static Chance of(long seed, Object... matter) {
        StringBuilder name = new StringBuilder(LABEL).append('\0').append(seed);
        for (Object part : matter) {
            name.append('\0').append(part);
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(name.toString().getBytes(StandardCharsets.UTF_8));
            return new Chance(new SplittableRandom(ByteBuffer.wrap(hash).getLong()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }

    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    /// A normal draw within the limits; one outside them is drawn again.
    double normal(double mean, double deviation, double least, double most) {
        for (int i = 0; i < TRIES; i++) {
            double drawn = mean + deviation * random.nextGaussian();
            if (drawn >= least && drawn <= most) {
                return drawn;
            }
        }
        return Math.clamp(mean, least, most);
    }

    int whole(double mean, double deviation, int least, int most) {
        return (int) Math.clamp(Math.round(normal(mean, deviation, least, most)), (long) least, (long) most);
    }

    /// Evenly, both ends included.
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /// As many different ones as asked for, in the order of the list.
    <T> List<T> some(List<T> choices, int many) {
        List<T> left = new ArrayList<>(choices);
        while (left.size() > many) {
            left.remove(random.nextInt(left.size()));
        }
        return List.copyOf(left);
    }
}
