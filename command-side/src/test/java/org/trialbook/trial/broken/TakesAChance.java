package org.trialbook.trial.broken;

/// The arm should follow from the seed.
public final class TakesAChance {

    private TakesAChance() {}

    static boolean decide() {
        return Math.random() < 0.5;
    }
}
