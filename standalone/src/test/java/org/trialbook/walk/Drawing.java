package org.trialbook.walk;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.demo.DemoPeople;
import org.trialbook.access.demo.DemoPerson;

/// Draws acts that mostly could be right, and often are not.
final class Drawing {
    private static final List<String> SITES = List.of("01", "02");
    private static final List<String> COMMON =
            List.of("record-assessment", "record-assessment", "record-assessment", "correct-value", "open-query");
    private static final List<String> ON_SUBJECTS = List.of(
            "sign-consent",
            "confirm-eligibility",
            "randomize",
            "record-visit",
            "miss-visit",
            "withdraw",
            "record-deviation",
            "record-assessment",
            "correct-value",
            "mark-entered-in-error",
            "record-implant-attempt",
            "record-implant-attempt",
            "mark-attempt-entered-in-error",
            "add-note",
            "open-query",
            "answer-query",
            "close-query",
            "cancel-query",
            "reopen-query",
            "assign-query",
            "verify-source",
            "sign-forms",
            "freeze-forms",
            "unfreeze-forms",
            "lock-forms",
            "request-unlock",
            "approve-unlock");
    /// On the way to being randomized.
    private static final List<String> FIRST = List.of("sign-consent", "confirm-eligibility", "randomize");

    private final Random random;
    private final PaperTrial trial;
    private final DrawnBodies bodies;
    private int keys;

    Drawing(Random random, PaperTrial trial) {
        this.random = random;
        this.trial = trial;
        this.bodies = new DrawnBodies(random, trial);
    }

    /// An act on some of the subjects that were registered last, now and then on any other or on nobody.
    Ask onASubject() {
        List<String> known = new ArrayList<>(trial.subjects.keySet());
        String subject;
        if (known.isEmpty() || bodies.oneIn(300)) {
            subject = bodies.one(SITES) + "-99" + random.nextInt(10);
        } else {
            subject = bodies.one(known);
        }
        PaperSubject s = trial.subjects.get(subject);
        String act = s != null && s.randomized == null && bodies.oneIn(4)
                ? bodies.one(FIRST)
                : bodies.oneIn(2) ? bodies.one(COMMON) : bodies.one(ON_SUBJECTS);
        // Nothing more comes of somebody who has withdrawn.
        if (act.equals("withdraw") && !bodies.oneIn(8)) {
            act = "add-note";
        }
        return ask(act, subject, bodies.body(act, s));
    }

    /// A visit that is said to be missed on the last day of its window, or the day after; null where there is none.
    @Nullable
    Ask onALastDay() {
        List<String> closing = trial.subjects.entrySet().stream()
                .filter(s -> Stream.ofNullable(s.getValue().randomized)
                        .anyMatch(randomized ->
                                Set.of(100L, 101L).contains(ChronoUnit.DAYS.between(randomized, trial.today))))
                .map(Map.Entry::getKey)
                .toList();
        return closing.isEmpty()
                ? null
                : ask("miss-visit", bodies.one(closing), Map.of("visit", "month-3", "reason", "ill"));
    }

    /// How many days pass: one, or as many as there are until somebody's window closes, or has just closed.
    int days() {
        List<LocalDate> closing = trial.subjects.values().stream()
                .flatMap(s -> Stream.ofNullable(s.randomized))
                .map(randomized -> randomized.plusDays(100 + random.nextInt(2)))
                .filter(trial.today::isBefore)
                .toList();
        return closing.isEmpty() || !bodies.oneIn(4)
                ? 1
                : Math.toIntExact(ChronoUnit.DAYS.between(trial.today, bodies.one(closing)));
    }

    Ask onASite() {
        return ask(
                "register-subject",
                bodies.one(SITES),
                Map.of(
                        "registeredOn",
                        bodies.day(null).toString(),
                        "birthYear",
                        1940 + random.nextInt(40),
                        "sex",
                        "female"));
    }

    Ask onTheStudy() {
        return ask(
                "name-data-cut",
                "",
                Map.of("cut", "cut-" + random.nextInt(1000), "kind", "interim", "because", "an analysis"));
    }

    Ask lock() {
        return ask("lock-study", "", Map.of("reason", "all is there"));
    }

    private Ask ask(String act, String target, Map<String, Object> body) {
        return new Ask("walk-" + keys++, person(act, target), act, target, body, !bodies.oneIn(12), bodies.oneIn(60));
    }

    /// Mostly somebody who may, at the right place.
    private DemoPerson person(String act, String target) {
        List<DemoPerson> all = DemoPeople.all();
        if (bodies.oneIn(12)) {
            return bodies.one(all);
        }
        String site = target.isEmpty() ? "01" : target.substring(0, 2);
        List<DemoPerson> may = all.stream()
                .filter(person -> trial.may(person.role().storedName(), act))
                .filter(person -> person.site() == null || person.site().value().equals(site))
                .toList();
        return may.isEmpty() ? bodies.one(all) : bodies.one(may);
    }
}
