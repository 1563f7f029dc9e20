package org.trialbook.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// What somebody unblinded does that the blinded are not told of: further attempts, crossovers asked for, approved,
/// denied and refused, looks at treatments. Which, of whom, by whom and with what success follows from the seed; how
/// many acts and how many looks, and where among what is shown, does not.
final class WithheldDeeds {

    static final int ACTS = 40;
    static final int LOOKS = 14;

    private static final String API = "/api/v1/studies/HOT-CRT";
    private static final List<String> SUBJECTS = List.of("01-001", "01-002", "01-003", "01-004");

    private final House house;
    private final SplittableRandom random;
    private final Runnable afterEach;
    private final List<Integer> statuses = new ArrayList<>();

    WithheldDeeds(House house, long seed, Runnable afterEach) {
        this.house = house;
        this.random = new SplittableRandom(seed);
        this.afterEach = afterEach;
    }

    /// What each was answered.
    List<Integer> statuses() {
        return List.copyOf(statuses);
    }

    void tell() {
        for (int i = 0; i < ACTS; i++) {
            act(SUBJECTS.get(random.nextInt(SUBJECTS.size())));
            if (i % 3 == 0) {
                look(SUBJECTS.get(random.nextInt(SUBJECTS.size())));
            }
            if (i % 8 == 0) {
                // Something that is shown.
                answered(house.act("coordinator@01", "/subjects/01-001/acts/record-deviation", """
                        {"deviation": "other", "on": "2026-02-01", "note": ""}"""));
            }
        }
    }

    private void act(String subject) {
        switch (random.nextInt(9)) {
            case 0, 1 ->
                act(oneOf("implanter@01", "investigator@01"), subject, "record-implant-attempt", """
                        {"performedOn": "2026-01-%d", "attempt": {"lead": "%s", "target": "his-distal",
                         "successful": true, "technique": "", "note": ""}}""".formatted(
                                14 + random.nextInt(15), oneOf("his", "no-such-lead")));
            case 2, 3 ->
                act(oneOf("implanter@01", "implanter-2@01"), subject, "request-crossover", """
                        {"reason": "%s", "note": ""}""".formatted(
                                oneOf("phrenic-capture", "qrs-not-narrowed")));
            case 4 -> act("coordinator@01", subject, "request-crossover", "{\"reason\": \"none\", \"note\": \"\"}");
            case 5 -> act(oneOf("investigator@01", "investigator-2@01"), subject, "approve-crossover", answer());
            case 6 -> act(oneOf("investigator@01", "investigator-2@01"), subject, "deny-crossover", answer());
            case 7 -> act("investigator@01", oneOf(subject, "01-099"), "unblind-subject", """
                        {"reason": "no-such-reason", "recipient": "Dr. Noether", "note": "why"}""");
            default -> act("implanter@01", subject, "request-crossover", oneOf("{", "{}"));
        }
    }

    private String answer() {
        return "{\"crossover\": %d, \"note\": \"\"}".formatted(1 + random.nextInt(2));
    }

    private void look(String subject) {
        String path = oneOf(
                API + "/unblinded/subjects/" + subject,
                API + "/unblinded/allocation",
                API + "/unblinded/crossovers",
                API + "/unblinded/flow",
                API + "/unblinded/exposure");
        answered(house.get(oneOf("investigator@01", "implanter@01", "statistician", "safety-board", "monitor"), path));
    }

    private void act(String person, String subject, String act, String body) {
        answered(house.act(person, "/subjects/" + subject + "/acts/" + act, body));
    }

    private void answered(House.Answer answer) {
        statuses.add(answer.status());
        afterEach.run();
    }

    private String oneOf(String... options) {
        return options[random.nextInt(options.length)];
    }
}
