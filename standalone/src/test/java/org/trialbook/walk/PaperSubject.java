package org.trialbook.walk;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What stands of a subject on paper.
final class PaperSubject {
    final LocalDate registered;

    @Nullable
    LocalDate consented;

    @Nullable
    LocalDate eligible;

    @Nullable
    LocalDate randomized;

    @Nullable
    LocalDate withdrawn;

    final List<LocalDate> assessed = new ArrayList<>();
    final List<Attempt> attempts = new ArrayList<>();
    final Map<String, LocalDate> done = new TreeMap<>();
    final Set<String> missed = new TreeSet<>();
    final Map<PaperPlace, Form> forms = new LinkedHashMap<>();
    final List<Query> queries = new ArrayList<>();
    final Set<PaperPlace> frozen = new LinkedHashSet<>();
    final Set<PaperPlace> locked = new LinkedHashSet<>();
    /// Place → who asked.
    final Map<PaperPlace, String> unlockAsked = new LinkedHashMap<>();

    PaperSubject(LocalDate registered) {
        this.registered = registered;
    }

    /// An attempt at the implant that counts.
    record Attempt(LocalDate on, boolean beforeRandomization) {}

    /// A recorded form.
    static final class Form {
        final LocalDate on;
        final Map<String, String> answers = new TreeMap<>();
        /// What the blinded have still to compare with the source, and what the others have.
        final Set<String> openToVerify = new TreeSet<>();
        final Set<String> allToVerify = new TreeSet<>();
        /// Meaning → whether the form is as it was signed.
        final Map<String, Boolean> signed = new TreeMap<>();

        Form(LocalDate on) {
            this.on = on;
        }

        Form copy() {
            Form copy = new Form(on);
            copy.answers.putAll(answers);
            copy.openToVerify.addAll(openToVerify);
            copy.allToVerify.addAll(allToVerify);
            copy.signed.putAll(signed);
            return copy;
        }
    }

    /// A query. `S` begins the number of one whose words are sealed.
    record Query(String number, PaperPlace about, @Nullable String check, String assigned, String text, String state) {
        boolean sealed() {
            return number.startsWith("S");
        }

        boolean pending() {
            return state.equals("open") || state.equals("answered");
        }

        boolean hasCauseOf(Query other) {
            if (!about.equals(other.about)) {
                return false;
            }
            if (check != null || other.check != null) {
                return check != null && check.equals(other.check);
            }
            return about.item() != null || text.equals(other.text);
        }
    }

    PaperSubject copy() {
        PaperSubject copy = new PaperSubject(registered);
        copy.consented = consented;
        copy.eligible = eligible;
        copy.randomized = randomized;
        copy.withdrawn = withdrawn;
        copy.assessed.addAll(assessed);
        copy.attempts.addAll(attempts);
        copy.done.putAll(done);
        copy.missed.addAll(missed);
        forms.forEach((place, form) -> copy.forms.put(place, form.copy()));
        copy.queries.addAll(queries);
        copy.frozen.addAll(frozen);
        copy.locked.addAll(locked);
        copy.unlockAsked.putAll(unlockAsked);
        return copy;
    }

    Form recorded(PaperPlace place) {
        return Objects.requireNonNull(forms.get(place));
    }

    /// The latest day for which anything is recorded.
    LocalDate latest() {
        List<LocalDate> days = new ArrayList<>(assessed);
        days.add(registered);
        days.addAll(done.values());
        // Of further attempts nobody blinded may learn the day.
        attempts.stream().limit(1).map(Attempt::on).forEach(days::add);
        forms.values().forEach(form -> days.add(form.on));
        for (LocalDate day : new LocalDate[] {consented, randomized}) {
            if (day != null) {
                days.add(day);
            }
        }
        return days.stream().max(LocalDate::compareTo).orElseThrow();
    }

    boolean within(Set<PaperPlace> held, PaperPlace place) {
        return held.stream().anyMatch(whole -> whole.holds(place));
    }

    /// One word for a form, as everybody may know it.
    String status(PaperPlace place) {
        Form form = forms.get(place);
        if (within(locked, place)) {
            return "locked";
        }
        if (within(frozen, place)) {
            return "frozen";
        }
        if (form == null) {
            return "not-started";
        }
        if (form.signed.containsValue(true)) {
            return "signed";
        }
        if (!form.signed.isEmpty()) {
            return "stale";
        }
        boolean anyOpen = form.answers.keySet().stream().anyMatch(item -> !PaperRules.isSealed(place.at(item)));
        return anyOpen && form.openToVerify.isEmpty() ? "verified" : "complete";
    }
}
