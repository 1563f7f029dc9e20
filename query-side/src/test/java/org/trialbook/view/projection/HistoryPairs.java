package org.trialbook.view.projection;

import static org.trialbook.view.projection.Acts.*;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Pairs of histories: the same acts by the same people at the same times, and everything sealed drawn anew.
public final class HistoryPairs {

    private static final List<String> LEADS = List.of("his", "left-bundle", "coronary-sinus");
    private static final List<String> FAILURES = List.of("phrenic-capture", "qrs-not-narrowed", "limited-branches");

    private HistoryPairs() {}

    /// @param seed of what everybody may see
    /// @param secret of what is sealed
    public static Story history(long seed, long secret) {
        RandomGenerator open = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        RandomGenerator sealed = RandomGeneratorFactory.of("L64X128MixRandom").create(secret);
        Story story = new Story().published().then(opened("01")).then(opened("02"));
        int randomized = 0;
        for (int n = 1; n <= 12; n++) {
            String subject = "%02d-%03d".formatted(1 + open.nextInt(2), n);
            story.then(registered(subject)).then(consented(subject));
            if (open.nextInt(5) == 0) {
                story.then(notEligible(subject, "adult"));
                continue;
            }
            story.then(eligible(subject));
            boolean conduction = sealed.nextBoolean();
            story.then(randomized(subject, ++randomized, conduction ? "CSP" : "BVP"));
            followUp(story, subject, open, sealed, conduction);
        }
        return story;
    }

    private static void followUp(
            Story story, String subject, RandomGenerator open, RandomGenerator sealed, boolean conduction) {
        int attempts = 1 + open.nextInt(3);
        for (int attempt = 1; attempt <= attempts; attempt++) {
            story.then(tried(
                    subject, attempt, one(LEADS, sealed), sealed.nextBoolean() ? null : one(FAILURES, sealed), DAY));
        }
        if (open.nextInt(3) == 0) {
            story.then(refused("request-crossover", subject, conduction ? "CSP" : "BVP"));
            story.then(
                    asked(subject, 1, conduction ? "CSP" : "BVP", conduction ? "BVP" : "CSP", one(FAILURES, sealed)));
            story.then(open.nextBoolean() ? approved(subject, 1) : denied(subject, 1));
        }
        for (String visit : new ArrayList<>(List.of("discharge", "week-2", "month-3", "month-6"))) {
            if (open.nextInt(6) == 0) {
                story.then(missed(subject, visit, "no-show"));
            } else {
                story.then(visited(subject, visit, DAY.plusDays(open.nextInt(200)), open.nextInt(3)));
                story.then(assessed(subject, visit, "ecg", one(LEADS, sealed)));
            }
        }
        if (open.nextInt(4) == 0) {
            story.then(correctedRevealing(subject, "paced-capture", one(LEADS, sealed), one(FAILURES, sealed)));
        }
        String read = "R-%08d".formatted(10_000_000 + open.nextInt(89_999_999));
        story.then(readRegistered(read, subject, "month-6", "ecg"))
                .then(assigned(read, "reader-1"))
                .then(submitted(read, "reader-1", "" + (90 + open.nextInt(80)), sealed.nextBoolean() ? "CSP" : "BVP"));
        if (open.nextInt(5) == 0) {
            story.then(withdrawn(subject, "lost-to-follow-up"));
        }
    }

    private static String one(List<String> of, RandomGenerator random) {
        return of.get(random.nextInt(of.size()));
    }
}
