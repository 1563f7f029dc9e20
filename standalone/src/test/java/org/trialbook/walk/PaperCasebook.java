package org.trialbook.walk;

import static org.trialbook.walk.PaperRules.first;
import static org.trialbook.walk.PaperRules.isSealed;
import static org.trialbook.walk.PaperRules.knownForm;
import static org.trialbook.walk.PaperRules.knowsTheArm;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.walk.PaperSubject.Form;
import org.trialbook.walk.PaperSubject.Query;

/// What may be done with what stands in a casebook: asked about, noted, verified, signed, frozen and locked.
final class PaperCasebook {
    private static final Set<String> ANSWER_QUERIES =
            Set.of("coordinator", "investigator", "implanter", "programmer", "pharmacist");

    private PaperCasebook() {}

    private static PaperPlace place(Map<String, Object> body) {
        return PaperPlace.of(body);
    }

    static @Nullable String known(PaperPlace place) {
        if (place.form() == null) {
            if (place.item() != null || place.key() != null) {
                return "incomplete-place";
            }
            return place.visit() == null || PaperRules.isVisit(place.visit()) ? null : "unknown-code";
        }
        if (place.visit() == null && !place.form().equals("event")) {
            return "incomplete-place";
        }
        return first(
                () -> knownForm(place),
                () -> place.key() == null
                                || ("event".equals(place.form()) && place.key().matches("[1-9][0-9]{0,3}"))
                        ? null
                        : "unknown-code",
                () -> place.item() == null || PaperRules.itemsOf(place.form()).contains(place.item())
                        ? null
                        : "unknown-code");
    }

    static @Nullable String mayName(Ask ask, PaperPlace place) {
        return isSealed(place) && !knowsTheArm(ask.role()) ? "form-reveals-the-arm" : null;
    }

    // ---- queries

    private static @Nullable String assignable(String role, boolean sealed) {
        return !ANSWER_QUERIES.contains(role)
                ? "unknown-code"
                : sealed && !knowsTheArm(role) ? "assignee-may-not-know" : null;
    }

    /// A query as it would be opened.
    static Query asked(Ask ask, PaperSubject s) {
        boolean sealed = knowsTheArm(ask.role());
        long next =
                1 + s.queries.stream().filter(query -> query.sealed() == sealed).count();
        return new Query(
                (sealed ? "S" : "Q") + next,
                place(ask.body()),
                (String) ask.body().get("check"),
                (String) Objects.requireNonNull(ask.body().get("assignedTo")),
                (String) Objects.requireNonNull(ask.body().get("text")),
                "open");
    }

    static @Nullable String query(Ask ask, PaperSubject s) {
        PaperPlace about = place(ask.body());
        Query asked = asked(ask, s);
        return first(
                () -> known(about),
                () -> mayName(ask, about),
                () -> asked.check() == null
                                || ("vitals".equals(about.form())
                                        && asked.check().equals("fast"))
                        ? null
                        : "unknown-code",
                () -> assignable(asked.assigned(), asked.sealed()),
                () -> sameCause(s, asked));
    }

    private static @Nullable String sameCause(PaperSubject s, Query asked) {
        boolean any = s.queries.stream()
                .anyMatch(query -> query.pending()
                        && query.sealed() == asked.sealed()
                        && !query.number().equals(asked.number())
                        && query.hasCauseOf(asked));
        return any ? "query-already-open" : null;
    }

    static @Nullable Query named(Ask ask, PaperSubject s) {
        return s.queries.stream()
                .filter(query -> query.number().equals(ask.body().get("query")))
                .filter(query -> !query.sealed() || knowsTheArm(ask.role()))
                .findFirst()
                .orElse(null);
    }

    static @Nullable String step(Ask ask, PaperSubject s) {
        Query query = named(ask, s);
        if (query == null) {
            return "no-such-query";
        }
        Set<String> from = switch (ask.act()) {
            case "answer-query", "assign-query" -> Set.of("open");
            case "close-query" -> Set.of("answered");
            case "cancel-query" -> Set.of("open", "answered");
            default -> Set.of("answered", "closed");
        };
        if (!from.contains(query.state())) {
            return "query-state";
        }
        return switch (ask.act()) {
            case "assign-query" -> assignable(PaperAnswers.said(ask.body(), "assignedTo"), query.sealed());
            case "reopen-query" -> sameCause(s, query);
            default -> null;
        };
    }

    // ---- verification, signatures, locks

    static boolean anyToVerify(Ask ask, PaperSubject s) {
        PaperPlace place = place(ask.body());
        return s.forms.entrySet().stream()
                .anyMatch(form -> (knowsTheArm(ask.role()) ? form.getValue().allToVerify : form.getValue().openToVerify)
                        .stream().anyMatch(item -> place.holds(form.getKey().at(item))));
    }

    static @Nullable String sign(PaperSubject s, Map<String, Object> body) {
        PaperPlace place = place(body);
        List<Form> within = s.forms.entrySet().stream()
                .filter(form -> place.holds(form.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        return first(
                () -> s.forms.isEmpty() ? "nothing-to-sign" : null,
                () -> known(place),
                () -> within.isEmpty() ? "nothing-to-sign" : null,
                () -> within.stream().allMatch(form -> form.signed.getOrDefault((String) body.get("meaning"), false))
                        ? "already-signed"
                        : null);
    }

    static @Nullable String lock(Ask ask, PaperSubject s) {
        PaperPlace place = place(ask.body());
        Set<PaperPlace> held = ask.act().contains("freeze") ? s.frozen : s.locked;
        boolean letsGo =
                Set.of("unfreeze-forms", "request-unlock", "approve-unlock").contains(ask.act());
        String asked = s.unlockAsked.get(place);
        return first(
                () -> known(place),
                () -> !letsGo && s.within(held, place) ? "already-frozen-or-locked" : null,
                () -> letsGo && held.stream().noneMatch(place::holds) ? "not-frozen-or-locked" : null,
                () -> ask.act().equals("request-unlock") && asked != null ? "unlock-already-requested" : null,
                () -> ask.act().equals("approve-unlock") && asked == null ? "unlock-not-requested" : null,
                () -> ask.act().equals("approve-unlock") && ask.person().id().equals(asked)
                        ? "unlock-approved-by-the-same"
                        : null);
    }
}
