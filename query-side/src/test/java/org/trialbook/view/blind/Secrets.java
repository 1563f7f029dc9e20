package org.trialbook.view.blind;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.trialbook.event.ArmCode;

/// Draws what is sealed, from a seed of its own, so that nothing drawn here moves anything that is open.
final class Secrets {

    private final RandomGenerator arms;
    private final RandomGenerator random;
    private final boolean swapped;

    /// @param arms seed of the allocation
    /// @param swapped every arm exchanged for the other one
    /// @param details seed of everything else that is sealed
    /// @param withheld seed of which withheld acts there are, by whom and when
    /// @param laboratory seed of what readers do
    record Seeds(long arms, boolean swapped, long details, long withheld, long laboratory) {}

    Secrets(Seeds seeds) {
        this.arms = generator(seeds.arms());
        this.random = generator(seeds.details());
        this.swapped = seeds.swapped();
    }

    static RandomGenerator generator(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    ArmCode nextArm() {
        return arm(arms.nextBoolean() ^ swapped);
    }

    ArmCode anyArm() {
        return arm(random.nextBoolean());
    }

    static ArmCode arm(boolean conduction) {
        return new ArmCode(conduction ? "CSP" : "BVP");
    }

    boolean yes() {
        return random.nextBoolean();
    }

    int number(int from, int to) {
        return random.nextInt(from, to);
    }

    String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    /// Words of any length, with what needs care when it is written.
    String words() {
        List<String> words = List.of(
                "vein",
                "narrow",
                "his",
                "Bündel",
                "\"septal\"",
                "<b>threshold</b>",
                "œdème",
                "1,5 V",
                "\\",
                "=1+1",
                "lead");
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            text.append(one(words)).append(' ');
        }
        return text.toString();
    }
}
