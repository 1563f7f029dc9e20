package org.trialbook.walk;

import static org.trialbook.walk.PaperAnswers.answers;
import static org.trialbook.walk.PaperAnswers.value;
import static org.trialbook.walk.PaperRules.isSealed;
import static org.trialbook.walk.PaperRules.knowsTheArm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.trialbook.walk.PaperSubject.Form;
import org.trialbook.walk.PaperSubject.Query;

/// The whole trial on paper. Who may do what it reads from the table that is written by hand.
final class PaperTrial {
    static final String RECORDED = "recorded";
    private static final Set<String> RECORDED_REFUSALS = Set.of("form-reveals-the-arm");
    /// They say that somebody asked who may not, or for what is not there, and are no refusals of the rules.
    private static final Set<String> NOT_DECIDED =
            Set.of("not-permitted", "no-such-subject", "no-such-site", "fresh-sign-in-required");

    private final Map<String, Map<String, String>> acts = new HashMap<>();
    final SortedMap<String, PaperSubject> subjects = new TreeMap<>();
    private final Set<String> cuts = new TreeSet<>();
    private boolean locked;
    LocalDate today;

    PaperTrial(LocalDate today) throws IOException {
        this.today = today;
        List<String[]> rows = Files.readAllLines(Path.of("../access/src/test/resources/permissions.csv")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(",", -1))
                .toList();
        for (String[] row : rows) {
            if (row[0].equals("act")) {
                Map<String, String> said = new HashMap<>();
                for (int i = 0; i < row.length; i++) {
                    said.put(rows.getFirst()[i], row[i]);
                }
                acts.put(row[1], said);
            }
        }
    }

    boolean may(String role, String act) {
        return says(act, role).equals("x");
    }

    private String says(String act, String column) {
        return Objects.requireNonNull(acts.get(act)).getOrDefault(column, "");
    }

    /// What becomes of an act on a subject, which is changed by it.
    String become(Ask ask, @Nullable PaperSubject subject) {
        String before = before(ask, "no-such-subject");
        if (before != null) {
            return before;
        }
        if (subject == null) {
            return "no-such-subject";
        }
        int randomized = Math.toIntExact(
                subjects.values().stream().filter(s -> s.randomized != null).count());
        String refusal = new PaperRules(today, randomized).refusal(ask, subject);
        String after = refusal == null ? after(ask) : refusal;
        if (after.equals(RECORDED)) {
            record(ask, subject);
        }
        return after;
    }

    private @Nullable String before(Ask ask, String elsewhere) {
        if (!may(ask.role(), ask.act())) {
            return "not-permitted";
        }
        boolean atAnotherSite = ask.person().site() != null
                && !ask.target().isEmpty()
                && !ask.target().startsWith(ask.person().site().value());
        if (atAnotherSite) {
            return elsewhere;
        }
        return ask.act().equals("sign-forms") && !ask.freshlySignedIn() ? "fresh-sign-in-required" : null;
    }

    private String after(Ask ask) {
        if (locked && says(ask.act(), "after-lock").isEmpty()) {
            return "study-is-locked";
        }
        return ask.earlier() && !says(ask.act(), "late").equals("x") ? "happens-when-recorded" : RECORDED;
    }

    /// What becomes of an act on a site or the study, which is changed by it.
    ///
    /// @param registered the subject's number, where one was registered
    String become(Ask ask, String registered) {
        String before = before(ask, "no-such-site");
        if (before != null) {
            return before;
        }
        String refusal = switch (ask.act()) {
            case "register-subject" -> {
                LocalDate day = LocalDate.parse((String) ask.body().get("registeredOn"));
                yield day.isAfter(today) ? "in-the-future" : null;
            }
            case "name-data-cut" -> cuts.contains((String) ask.body().get("cut")) ? "cut-is-named" : null;
            default -> locked ? "already-recorded" : null;
        };
        String after =
                ask.act().equals("lock-study") && refusal == null ? RECORDED : refusal == null ? after(ask) : refusal;
        if (after.equals(RECORDED)) {
            switch (ask.act()) {
                case "register-subject" ->
                    subjects.put(registered, new PaperSubject(LocalDate.parse((String)
                            ask.body().get("registeredOn"))));
                case "name-data-cut" -> cuts.add((String) ask.body().get("cut"));
                default -> locked = true;
            }
        }
        return after;
    }

    /// How many events the record has more after an act that became this.
    static int events(Ask ask, String became) {
        boolean recorded = became.equals(RECORDED)
                || RECORDED_REFUSALS.contains(became)
                || (ask.act().equals("randomize") && !NOT_DECIDED.contains(became));
        return recorded ? 1 : 0;
    }

    private void record(Ask ask, PaperSubject s) {
        Map<String, Object> body = ask.body();
        switch (ask.act()) {
            case "sign-consent" -> s.consented = day(body, "signedOn");
            case "confirm-eligibility" -> {
                LocalDate day = day(body, "assessedOn");
                s.assessed.add(day);
                s.eligible = Integer.parseInt(answers(body, "answers").get("ef")) <= 35 ? day : null;
            }
            case "randomize" -> s.randomized = today;
            case "record-visit" -> {
                s.missed.remove((String) body.get("visit"));
                s.done.put((String) body.get("visit"), day(body, "doneOn"));
            }
            case "miss-visit" -> s.missed.add((String) body.get("visit"));
            case "withdraw" -> s.withdrawn = day(body, "withdrawnOn");
            case "record-assessment" -> {
                Form form = new Form(day(body, "assessedOn"));
                s.forms.put(PaperPlace.of(body), form);
                answers(body, "values")
                        .forEach((item, answer) -> answered(PaperPlace.of(body).at(item), form, answer));
            }
            case "correct-value" -> {
                PaperPlace item = PaperPlace.of(body);
                Form form = s.recorded(item.at(null));
                answered(item, form, value(body.get("to")));
                form.signed.replaceAll((meaning, stands) -> false);
            }
            case "mark-entered-in-error" -> {
                PaperPlace place = PaperPlace.of(body);
                s.forms.remove(place);
                if (place.form() == null) {
                    s.done.remove(place.visit());
                    s.missed.remove(place.visit());
                }
            }
            case "record-implant-attempt" ->
                s.attempts.add(new PaperSubject.Attempt(day(body, "performedOn"), s.randomized == null));
            case "mark-attempt-entered-in-error" -> s.attempts.removeLast();
            case "open-query" -> s.queries.add(PaperCasebook.asked(ask, s));
            case "answer-query" -> changed(ask, s, query -> with(query, query.assigned(), "answered"));
            case "close-query" -> changed(ask, s, query -> with(query, query.assigned(), "closed"));
            case "cancel-query" -> changed(ask, s, query -> with(query, query.assigned(), "cancelled"));
            case "reopen-query" -> changed(ask, s, query -> with(query, query.assigned(), "open"));
            case "assign-query" ->
                changed(ask, s, query -> with(query, PaperAnswers.said(body, "assignedTo"), query.state()));
            case "verify-source" ->
                s.forms.forEach((place, form) -> (knowsTheArm(ask.role()) ? form.allToVerify : form.openToVerify)
                        .removeIf(item -> PaperPlace.of(body).holds(place.at(item))));
            case "sign-forms" ->
                s.forms.forEach((place, form) -> {
                    if (PaperPlace.of(body).holds(place)) {
                        form.signed.put((String) body.get("meaning"), true);
                    }
                });
            case "freeze-forms" -> hold(s.frozen, PaperPlace.of(body));
            case "unfreeze-forms" -> s.frozen.removeIf(PaperPlace.of(body)::holds);
            case "lock-forms" -> {
                hold(s.locked, PaperPlace.of(body));
                s.unlockAsked.keySet().removeIf(PaperPlace.of(body)::holds);
            }
            case "request-unlock" ->
                s.unlockAsked.put(PaperPlace.of(body), ask.person().id());
            case "approve-unlock" -> {
                s.locked.removeIf(PaperPlace.of(body)::holds);
                s.unlockAsked.keySet().removeIf(PaperPlace.of(body)::holds);
            }
            default -> {}
        }
    }

    private static LocalDate day(Map<String, Object> body, String member) {
        return LocalDate.parse((String) Objects.requireNonNull(body.get(member)));
    }

    /// An answer, or none any more, has to be compared with the source.
    private static void answered(PaperPlace item, Form form, @Nullable String answer) {
        String code = Objects.requireNonNull(item.item());
        if (answer == null) {
            form.answers.remove(code);
        } else {
            form.answers.put(code, answer);
        }
        form.allToVerify.add(code);
        if (!isSealed(item)) {
            form.openToVerify.add(code);
        }
    }

    private static void hold(Set<PaperPlace> held, PaperPlace place) {
        held.removeIf(place::holds);
        held.add(place);
    }

    private static Query with(Query query, String assigned, String state) {
        return new Query(query.number(), query.about(), query.check(), assigned, query.text(), state);
    }

    private static void changed(Ask ask, PaperSubject s, UnaryOperator<Query> change) {
        Query query = Objects.requireNonNull(PaperCasebook.named(ask, s));
        s.queries.replaceAll(any -> any.equals(query) ? change.apply(any) : any);
    }
}
