package org.trialbook.view.http;

import static org.trialbook.view.projection.Acts.*;

import org.trialbook.view.projection.Story;

/// A small trial that has everything in it once: two sites, an allocation to each arm, a failed and a second attempt, a
/// crossover, a screening failure, reads for two readers.
public final class SmallTrial {

    public static final String FIRST_READ = "R-ZZZZZZZ1";
    public static final String SECOND_READ = "R-00000002";

    private SmallTrial() {}

    public static void tell(Story story) {
        story.published()
                .then(opened("01"))
                .then(opened("02"))
                .then(registered("01-001"))
                .then(consented("01-001"))
                .then(eligible("01-001"))
                .then(randomized("01-001", 1, "CSP"))
                .then(tried("01-001", 1, "left-bundle", "qrs-not-narrowed"))
                .then(tried("01-001", 2, "his", "unstable-or-high-output"))
                .then(refused("request-crossover", "01-001", "CSP"))
                .then(asked("01-001", 1, "CSP", "BVP", "qrs-not-narrowed"))
                .then(approved("01-001", 1))
                .then(tried("01-001", 3, "coronary-sinus", null))
                .then(visited("01-001", "discharge", DAY.plusDays(1), 0))
                .then(assessed("01-001", "discharge", "ecg", "biventricular"))
                .then(corrected("01-001", "qrs-duration", "16", "160"))
                .then(correctedRevealing("01-001", "paced-capture", "biventricular", "left-septal"))
                .then(readRegistered(FIRST_READ, "01-001", "discharge", "ecg"))
                .then(assigned(FIRST_READ, "reader-1"))
                .then(submitted(FIRST_READ, "reader-1", "118", "CSP"))
                .then(registered("02-001"))
                .then(consented("02-001"))
                .then(eligible("02-001"))
                .then(randomized("02-001", 2, "BVP"))
                .then(readRegistered(SECOND_READ, "02-001", "pre-implant", "ecg"))
                .then(assigned(SECOND_READ, "reader-1"))
                .then(registered("02-002"))
                .then(consented("02-002"))
                .then(notEligible("02-002", "adult"));
    }
}
