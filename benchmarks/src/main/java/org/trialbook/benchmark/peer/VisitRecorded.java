package org.trialbook.benchmark.peer;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// The payload that is measured with: a follow-up visit.
public record VisitRecorded(
        String subject, String visit, String qrsDuration, String ejectionFraction, String nyhaClass) {

    /// @param number which of all events it is: no two have quite the same values, as in life, so that no compression
    ///     makes much of their likeness
    static VisitRecorded of(String subject, long number) {
        RandomGenerator chance = new SplittableRandom(number);
        return new VisitRecorded(
                subject,
                "M" + 3 * (1 + number % 8),
                Integer.toString(100 + chance.nextInt(100)),
                tenths(200 + chance.nextInt(300)),
                "I".repeat(1 + chance.nextInt(3)));
    }

    private static String tenths(int value) {
        return value / 10 + "." + value % 10;
    }
}
