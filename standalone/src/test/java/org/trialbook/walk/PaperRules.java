package org.trialbook.walk;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules of the walk's trial, as docs/rules.md and its protocol say them: by hand, one after the other, for a
/// subject whose whole state lies open. It shares no code with what decides.
final class PaperRules {
    static final int TARGET = 60;
    private static final Set<String> KNOW_THE_ARM =
            Set.of("investigator", "implanter", "programmer", "unblinded-monitor", "statistician");
    private static final Map<String, Set<String>> FORMS_AT =
            Map.of("baseline", Set.of("vitals"), "month-3", Set.of("vitals", "device"));
    private static final Map<String, Set<String>> ITEMS = Map.of(
            "vitals", Set.of("pulse", "remark"),
            "device", Set.of("capture", "battery"),
            "event", Set.of("grade", "device-related"));

    private final LocalDate today;
    private final int randomized;

    /// @param randomized how many there are
    PaperRules(LocalDate today, int randomized) {
        this.today = today;
        this.randomized = randomized;
    }

    static boolean isSealed(PaperPlace item) {
        return "device".equals(item.form()) && "capture".equals(item.item());
    }

    static boolean isVisit(String visit) {
        return FORMS_AT.containsKey(visit);
    }

    static Set<String> itemsOf(@Nullable String form) {
        return form == null ? Set.of() : ITEMS.getOrDefault(form, Set.of());
    }

    static boolean knowsTheArm(String role) {
        return KNOW_THE_ARM.contains(role);
    }

    /// What stands against an act of somebody who may do such; null where nothing does.
    @Nullable
    String refusal(Ask ask, PaperSubject s) {
        Map<String, Object> body = ask.body();
        return switch (ask.act()) {
            case "sign-consent" ->
                first(
                        () -> decision(s, day(body, "signedOn"), false),
                        () -> s.consented != null ? "already-recorded" : null);
            case "confirm-eligibility" -> eligibility(s, body);
            case "randomize" -> randomize(s);
            case "record-visit" -> visitDone(s, body);
            case "miss-visit" -> visitMissed(s, body);
            case "withdraw" -> withdraw(s, body);
            case "record-deviation" ->
                first(
                        () -> happened(day(body, "on")),
                        () -> day(body, "on").isBefore(s.registered) ? "too-early" : null,
                        () -> PaperAnswers.said(body, "deviation").equals("late") ? null : "unknown-code");
            case "record-assessment" -> assessment(ask, s);
            case "correct-value" -> correction(ask, s);
            case "mark-entered-in-error" -> error(ask, s);
            case "record-implant-attempt" ->
                first(
                        () -> fact(s, day(body, "performedOn")),
                        () -> PaperAnswers.answers(body, "values").size() == 2 ? null : "invalid-implant-attempt");
            case "mark-attempt-entered-in-error" ->
                attemptInError(s, (int) Objects.requireNonNull(body.get("attempt")));
            case "add-note" ->
                first(() -> PaperCasebook.known(place(body)), () -> PaperCasebook.mayName(ask, place(body)));
            case "open-query" -> PaperCasebook.query(ask, s);
            case "answer-query", "close-query", "cancel-query", "reopen-query", "assign-query" ->
                PaperCasebook.step(ask, s);
            case "verify-source" ->
                first(
                        () -> PaperCasebook.known(place(body)),
                        () -> PaperCasebook.mayName(ask, place(body)),
                        () -> PaperCasebook.anyToVerify(ask, s) ? null : "nothing-to-verify");
            case "sign-forms" -> PaperCasebook.sign(s, body);
            case "freeze-forms", "unfreeze-forms", "lock-forms", "request-unlock", "approve-unlock" ->
                PaperCasebook.lock(ask, s);
            default -> throw new IllegalStateException(ask.act());
        };
    }

    interface Asked {
        @Nullable
        String refusal();
    }

    static @Nullable String first(Asked... rules) {
        for (Asked rule : rules) {
            String refusal = rule.refusal();
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private static LocalDate day(Map<String, Object> body, String member) {
        return LocalDate.parse((String) Objects.requireNonNull(body.get(member)));
    }

    private static PaperPlace place(Map<String, Object> body) {
        return PaperPlace.of(body);
    }

    // ---- the course

    private @Nullable String happened(LocalDate day) {
        return day.isAfter(today) ? "in-the-future" : day.isBefore(today.minusYears(10)) ? "too-long-ago" : null;
    }

    /// What decides something, after which nothing is decided of somebody who has withdrawn.
    private @Nullable String decision(PaperSubject s, LocalDate day, boolean afterConsent) {
        return s.withdrawn != null ? "subject-has-withdrawn" : inOrder(s, day, afterConsent);
    }

    /// What happened, perhaps before a withdrawal.
    private @Nullable String fact(PaperSubject s, LocalDate day) {
        return s.withdrawn != null && day.isAfter(s.withdrawn) ? "subject-has-withdrawn" : inOrder(s, day, true);
    }

    private @Nullable String inOrder(PaperSubject s, LocalDate day, boolean afterConsent) {
        return first(
                () -> happened(day),
                () -> afterConsent && s.consented == null ? "out-of-order" : null,
                () -> afterConsent && day.isBefore(Objects.requireNonNull(s.consented)) ? "too-early" : null);
    }

    private @Nullable String eligibility(PaperSubject s, Map<String, Object> body) {
        return first(
                () -> decision(s, day(body, "assessedOn"), true),
                () -> s.eligible != null && s.randomized != null ? "already-randomized" : null,
                () -> body.get("because") == null && s.eligible != null ? "already-recorded" : null,
                () -> {
                    int ef = Integer.parseInt(
                            PaperAnswers.answers(body, "answers").getOrDefault("ef", "-1"));
                    return ef >= 5 && ef <= 80 ? null : "invalid-answers";
                });
    }

    private @Nullable String randomize(PaperSubject s) {
        return first(
                () -> s.randomized != null ? "already-randomized" : null,
                () -> s.withdrawn != null ? "subject-has-withdrawn" : null,
                () -> s.consented == null || s.eligible == null ? "out-of-order" : null,
                () -> randomized >= TARGET ? "target-reached" : null);
    }

    private static @Nullable String anchored(PaperSubject s, String visit, LocalDate day) {
        if (!visit.equals("month-3")) {
            return null;
        }
        return s.randomized == null ? "visit-has-no-anchor-yet" : day.isBefore(s.randomized) ? "too-early" : null;
    }

    private @Nullable String visitDone(PaperSubject s, Map<String, Object> body) {
        String visit = PaperAnswers.said(body, "visit");
        LocalDate day = day(body, "doneOn");
        return first(
                () -> fact(s, day),
                () -> FORMS_AT.containsKey(visit) ? null : "unknown-code",
                () -> anchored(s, visit, day),
                () -> s.done.containsKey(visit) ? "already-recorded" : null);
    }

    private @Nullable String visitMissed(PaperSubject s, Map<String, Object> body) {
        String visit = PaperAnswers.said(body, "visit");
        return first(
                () -> fact(s, today),
                () -> FORMS_AT.containsKey(visit) ? null : "unknown-code",
                () -> PaperAnswers.said(body, "reason").equals("ill") ? null : "unknown-code",
                () -> visit.equals("month-3") && s.randomized == null ? "visit-has-no-anchor-yet" : null,
                () -> s.done.containsKey(visit) || s.missed.contains(visit) ? "already-recorded" : null,
                () -> anyFormAt(s, visit) ? "visit-took-place" : null,
                () -> visit.equals("month-3")
                                && !today.isAfter(
                                        Objects.requireNonNull(s.randomized).plusDays(100))
                        ? "visit-window-still-open"
                        : null);
    }

    private static boolean anyFormAt(PaperSubject s, String visit) {
        return s.forms.keySet().stream().anyMatch(form -> visit.equals(form.visit()));
    }

    private @Nullable String withdraw(PaperSubject s, Map<String, Object> body) {
        LocalDate day = day(body, "withdrawnOn");
        return first(
                () -> decision(s, day, false),
                () -> day.isBefore(s.registered) ? "too-early" : null,
                () -> day.isBefore(s.latest()) ? "recorded-for-a-later-day" : null,
                () -> PaperAnswers.said(body, "reason").equals("wish") ? null : "unknown-code");
    }

    private static @Nullable String attemptInError(PaperSubject s, int attempt) {
        int last = s.attempts.size();
        return first(
                () -> attempt >= 1 && attempt <= last ? null : "attempt-not-recorded",
                () -> held(s, new PaperPlace(null, null, null, null)),
                () -> attempt == last ? null : "a-later-attempt-counts",
                () -> s.randomized != null && s.attempts.getLast().beforeRandomization()
                        ? "something-rests-on-the-attempt"
                        : null);
    }

    // ---- forms

    static @Nullable String knownForm(PaperPlace form) {
        boolean there = form.visit() == null
                ? "event".equals(form.form())
                : FORMS_AT.getOrDefault(form.visit(), Set.of()).contains(form.form());
        return there ? null : "unknown-code";
    }

    private static @Nullable String mayFillIn(Ask ask, String form) {
        boolean reveals = form.equals("device");
        if (ask.role().equals("programmer") && !reveals) {
            return "form-is-not-the-programmers";
        }
        return reveals && !knowsTheArm(ask.role()) ? "form-reveals-the-arm" : null;
    }

    private static @Nullable String held(PaperSubject s, PaperPlace place) {
        return s.within(s.locked, place) ? "form-is-locked" : s.within(s.frozen, place) ? "form-is-frozen" : null;
    }

    private @Nullable String assessment(Ask ask, PaperSubject s) {
        Map<String, Object> body = ask.body();
        PaperPlace form = place(body);
        LocalDate day = day(body, "assessedOn");
        return first(
                () -> knownForm(form),
                () -> {
                    boolean number = form.key() != null && form.key().matches("[1-9][0-9]{0,3}");
                    boolean fits = "event".equals(form.form()) ? number : form.key() == null;
                    return fits ? null : "key-of-a-repeating-form";
                },
                () -> mayFillIn(ask, Objects.requireNonNull(form.form())),
                () -> "event".equals(form.form())
                                && !Set.of("coordinator", "investigator").contains(ask.role())
                        ? "filled-in-by-others"
                        : null,
                () -> fact(s, day),
                () -> held(s, form),
                () -> form.visit() == null ? null : anchored(s, form.visit(), day),
                () -> form.visit() != null && s.missed.contains(form.visit()) ? "visit-was-missed" : null,
                () -> s.forms.containsKey(form) ? "already-recorded" : null,
                () -> PaperAnswers.fits(
                                Objects.requireNonNull(form.form()),
                                PaperAnswers.answers(body, "values"),
                                body.get("kept") != null)
                        ? null
                        : "invalid-answers");
    }

    private @Nullable String correction(Ask ask, PaperSubject s) {
        Map<String, Object> body = ask.body();
        String item = PaperAnswers.said(body, "item");
        PaperPlace form =
                new PaperPlace((String) body.get("visit"), (String) body.get("form"), (String) body.get("key"), null);
        String from = PaperAnswers.value(body.get("from"));
        String to = PaperAnswers.value(body.get("to"));
        return first(
                () -> knownForm(form),
                () -> mayFillIn(ask, Objects.requireNonNull(form.form())),
                () -> itemsOf(form.form()).contains(item) ? null : "unknown-code",
                () -> s.forms.containsKey(form) ? null : "form-not-recorded",
                () -> held(s, form),
                () -> Objects.equals(from, s.recorded(form).answers.get(item)) ? null : "value-differs",
                () -> Objects.equals(from, to) ? "nothing-changes" : null,
                () -> PaperAnswers.correctedFits(s.recorded(form), item, to, body.get("kept") != null)
                        ? null
                        : "invalid-answers");
    }

    private static @Nullable String error(Ask ask, PaperSubject s) {
        PaperPlace place = place(ask.body());
        if (place.form() != null) {
            return first(
                    () -> knownForm(place),
                    () -> mayFillIn(ask, Objects.requireNonNull(place.form())),
                    () -> s.forms.containsKey(place) ? null : "nothing-recorded",
                    () -> held(s, place));
        }
        String visit = place.visit();
        return first(
                () -> ask.role().equals("programmer") ? "visit-is-not-the-programmers" : null,
                () -> visit != null && place.key() == null && (s.done.containsKey(visit) || s.missed.contains(visit))
                        ? null
                        : "nothing-recorded",
                () -> held(s, place),
                () -> anyFormAt(s, Objects.requireNonNull(visit)) ? "something-made-at-the-visit" : null);
    }
}
