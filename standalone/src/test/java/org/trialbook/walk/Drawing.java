package org.trialbook.walk;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.demo.DemoPeople;
import org.trialbook.access.demo.DemoPerson;
import org.trialbook.walk.PaperSubject.Query;

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
    private int keys;

    Drawing(Random random, PaperTrial trial) {
        this.random = random;
        this.trial = trial;
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    @SafeVarargs
    private <T> T one(T... of) {
        return of[random.nextInt(of.length)];
    }

    /// An act on some of the subjects that were registered last, now and then on any other or on nobody.
    Ask onASubject() {
        List<String> known = new ArrayList<>(trial.subjects.keySet());
        String subject;
        if (known.isEmpty() || oneIn(300)) {
            subject = one(SITES) + "-99" + random.nextInt(10);
        } else {
            subject = one(known);
        }
        PaperSubject s = trial.subjects.get(subject);
        String act =
                s != null && s.randomized == null && oneIn(4) ? one(FIRST) : oneIn(2) ? one(COMMON) : one(ON_SUBJECTS);
        // Nothing more comes of somebody who has withdrawn.
        if (act.equals("withdraw") && !oneIn(8)) {
            act = "add-note";
        }
        return ask(act, subject, body(act, s));
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
        return closing.isEmpty() ? null : ask("miss-visit", one(closing), Map.of("visit", "month-3", "reason", "ill"));
    }

    /// How many days pass: one, or as many as there are until somebody's window closes, or has just closed.
    int days() {
        List<LocalDate> closing = trial.subjects.values().stream()
                .flatMap(s -> Stream.ofNullable(s.randomized))
                .map(randomized -> randomized.plusDays(100 + random.nextInt(2)))
                .filter(trial.today::isBefore)
                .toList();
        return closing.isEmpty() || !oneIn(4) ? 1 : Math.toIntExact(ChronoUnit.DAYS.between(trial.today, one(closing)));
    }

    Ask onASite() {
        return ask(
                "register-subject",
                one(SITES),
                Map.of("registeredOn", day(null).toString(), "birthYear", 1940 + random.nextInt(40), "sex", "female"));
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
        return new Ask("walk-" + keys++, person(act, target), act, target, body, !oneIn(12), oneIn(60));
    }

    /// Mostly somebody who may, at the right place.
    private DemoPerson person(String act, String target) {
        List<DemoPerson> all = DemoPeople.all();
        if (oneIn(12)) {
            return one(all);
        }
        String site = target.isEmpty() ? "01" : target.substring(0, 2);
        List<DemoPerson> may = all.stream()
                .filter(person -> trial.may(person.role().storedName(), act))
                .filter(person -> person.site() == null || person.site().value().equals(site))
                .toList();
        return may.isEmpty() ? one(all) : one(may);
    }

    /// Mostly a day that is possible: today, or the days since something.
    private LocalDate day(@Nullable LocalDate since) {
        return switch (random.nextInt(24)) {
            case 0 -> trial.today.plusDays(1);
            case 1 -> trial.today.minusYears(since == null ? 0 : 11);
            case 2 -> since == null ? trial.today : since.minusDays(1);
            case 3, 4, 5 -> since == null || since.isAfter(trial.today) ? trial.today : since;
            default -> trial.today;
        };
    }

    private Map<String, Object> body(String act, @Nullable PaperSubject s) {
        Map<String, Object> body = new HashMap<>();
        LocalDate consented = s == null ? null : s.consented;
        switch (act) {
            case "sign-consent" -> {
                body.put("signedOn", day(s == null ? null : s.registered).toString());
                body.put("consentVersion", "1");
            }
            case "confirm-eligibility" -> {
                body.put("assessedOn", day(consented).toString());
                body.put("answers", Map.of("ef", answer(one("20", "30", "35", "36", "60", "81"))));
                if (oneIn(3)) {
                    body.put("because", "it was mistaken");
                }
            }
            case "record-visit", "miss-visit" -> {
                body.put("visit", oneIn(30) ? "month-9" : one("baseline", "month-3"));
                body.put(
                        act.equals("record-visit") ? "doneOn" : "reason",
                        act.equals("record-visit") ? day(consented).toString() : oneIn(15) ? "bored" : "ill");
            }
            case "withdraw" -> {
                body.put("withdrawnOn", day(s == null ? null : s.latest()).toString());
                body.put("reason", oneIn(8) ? "bored" : "wish");
                body.put("note", "");
            }
            case "record-deviation" -> {
                body.put("deviation", oneIn(8) ? "early" : "late");
                body.put("on", day(consented).toString());
                body.put("note", "");
            }
            case "record-assessment" -> assessment(body, s);
            case "correct-value" -> correction(body, s);
            case "randomize" -> {}
            case "answer-query", "close-query", "cancel-query", "reopen-query", "assign-query" -> step(act, body, s);
            default -> place(act, body, s);
        }
        return body;
    }

    private static Map<String, String> answer(String value) {
        return Map.of("value", value);
    }

    private void form(Map<String, Object> body, @Nullable PaperSubject s, int recordedOneIn) {
        if (s != null && !s.forms.isEmpty() && oneIn(recordedOneIn)) {
            put(body, one(List.copyOf(s.forms.keySet())));
        } else {
            put(
                    body,
                    one(
                            new PaperPlace("baseline", "vitals", null, null),
                            new PaperPlace("month-3", "vitals", null, null),
                            new PaperPlace("month-3", "device", null, null),
                            new PaperPlace(null, "event", Integer.toString(1 + random.nextInt(6)), null)));
        }
        if (oneIn(60)) {
            body.put("form", one("vitals", "device", "event", "unheard-of"));
        }
        if (oneIn(60)) {
            body.put("key", one("1", "0", "x"));
        }
    }

    private static void put(Map<String, Object> body, PaperPlace place) {
        putIfSaid(body, "visit", place.visit());
        putIfSaid(body, "form", place.form());
        putIfSaid(body, "key", place.key());
        putIfSaid(body, "item", place.item());
    }

    private static void putIfSaid(Map<String, Object> body, String member, @Nullable String value) {
        if (value != null) {
            body.put(member, value);
        }
    }

    private void assessment(Map<String, Object> body, @Nullable PaperSubject s) {
        form(body, s, 8);
        body.put("assessedOn", day(s == null ? null : s.consented).toString());
        Map<String, Object> values = new HashMap<>();
        for (String item : PaperRules.itemsOf((String) body.get("form"))) {
            if (!oneIn(8)) {
                values.put(item, answer(value(item)));
            }
        }
        body.put("values", values);
        if (oneIn(8)) {
            body.put("kept", Map.of("fast", "seen twice"));
        }
    }

    private String value(String item) {
        return switch (item) {
            case "pulse" -> one("60", "72", "80", "150", "151", "180", "220", "221", "29");
            case "remark" -> one("tired", "well");
            case "battery" -> one("0", "50", "100", "101");
            case "grade" -> one("1", "2", "3", "4", "5", "6");
            default -> oneIn(20) ? "perhaps" : one("true", "false");
        };
    }

    private void correction(Map<String, Object> body, @Nullable PaperSubject s) {
        form(body, s, 1);
        PaperPlace place = PaperPlace.of(body);
        List<String> items = List.copyOf(PaperRules.itemsOf(place.form()));
        String item = items.isEmpty() || oneIn(40) ? "unheard-of" : one(items);
        body.put("item", item);
        PaperSubject.Form form = s == null ? null : s.forms.get(place);
        String from = form == null ? null : form.answers.get(item);
        if (oneIn(15)) {
            from = value(item);
        }
        if (from != null) {
            body.put("from", answer(from));
        }
        if (!oneIn(8)) {
            body.put("to", answer(value(item)));
        }
        body.put("because", "it was mistaken");
        if (oneIn(8)) {
            body.put("kept", Map.of("fast", "seen twice"));
        }
    }

    private void step(String act, Map<String, Object> body, @Nullable PaperSubject s) {
        List<Query> queries = s == null ? List.of() : s.queries;
        body.put(
                "query",
                queries.isEmpty() || oneIn(20)
                        ? one("Q1", "S1", "Q77")
                        : one(queries).number());
        switch (act) {
            case "answer-query" -> {
                body.put("outcome", one("corrected", "confirmed", "needs-information"));
                body.put("answer", "it was so");
            }
            case "assign-query" -> {
                body.put("assignedTo", assignee());
                body.put("because", "somebody else knows");
            }
            default -> body.put("because", "it is so");
        }
    }

    private String assignee() {
        return one("coordinator", "investigator", "implanter", "programmer", "pharmacist", "monitor");
    }

    private void place(String act, Map<String, Object> body, @Nullable PaperSubject s) {
        switch (random.nextInt(6)) {
            case 0 -> {}
            case 1 -> body.put("visit", oneIn(20) ? "month-9" : one("baseline", "month-3"));
            default -> form(body, s, 2);
        }
        boolean namesItems = List.of("add-note", "open-query", "verify-source").contains(act);
        if (namesItems && oneIn(3)) {
            List<String> items = List.copyOf(PaperRules.itemsOf((String) body.get("form")));
            body.put("item", items.isEmpty() || oneIn(20) ? "unheard-of" : one(items));
        }
        switch (act) {
            case "add-note" -> body.put("text", "by telephone");
            case "open-query" -> {
                body.put("text", one("Is that so?", "Who says so?"));
                body.put("assignedTo", assignee());
                if (oneIn(8)) {
                    body.put("check", one("fast", "slow"));
                }
            }
            case "sign-forms" -> body.put("meaning", one("authorship", "review"));
            case "verify-source" -> {}
            default -> body.put("because", "it is so");
        }
    }
}
