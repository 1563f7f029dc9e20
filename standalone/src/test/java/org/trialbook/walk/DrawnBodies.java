package org.trialbook.walk;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.trialbook.walk.PaperSubject.Query;

/// What the drawn acts say: mostly what could be, of the subject as it stands on paper.
final class DrawnBodies {
    private final Random random;
    private final PaperTrial trial;

    DrawnBodies(Random random, PaperTrial trial) {
        this.random = random;
        this.trial = trial;
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    @SafeVarargs
    final <T> T one(T... of) {
        return of[random.nextInt(of.length)];
    }

    /// Mostly a day that is possible: today, or the days since something.
    LocalDate day(@Nullable LocalDate since) {
        return switch (random.nextInt(24)) {
            case 0 -> trial.today.plusDays(1);
            case 1 -> trial.today.minusYears(since == null ? 0 : 11);
            case 2 -> since == null ? trial.today : since.minusDays(1);
            case 3, 4, 5 -> since == null || since.isAfter(trial.today) ? trial.today : since;
            default -> trial.today;
        };
    }

    Map<String, Object> body(String act, @Nullable PaperSubject s) {
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
            case "record-implant-attempt" -> {
                body.put("performedOn", day(consented).toString());
                body.put("values", oneIn(10) ? Map.of() : Map.of("device", answer("left"), "works", answer("true")));
            }
            case "mark-attempt-entered-in-error" -> {
                int last = s == null ? 1 : s.attempts.size();
                body.put("attempt", oneIn(5) ? 1 + random.nextInt(3) : last);
                body.put("because", "of another");
            }
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
