package org.trialbook.protocol;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.Correction;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.ItemValue;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.expression.AnswerReference;

/// What is sealed on the forms, and of what readers answer: all that any version of the protocol so far marked as
/// telling the arm, and all that was recorded sealed. It is folded from the events and only grows, so what was
/// sealed once stays sealed, whatever a later version says of it or leaves out. Nothing else answers that question:
/// a version alone does not know.
///
/// @param forms form → what is sealed on it, for the forms that have anything sealed; what is asked of a recording
///     is one, too ([ReadPlan#formOf])
public record Seals(Map<String, OnForm> forms) {

    public static final Seals NONE = new Seals(Map.of());

    /// @param whole whether all of the form is, whatever it will ask for
    /// @param items item → the labels that versions sealed it under, as [#plain]
    public record OnForm(boolean whole, SortedMap<String, Set<String>> items) {

        private static final OnForm NOTHING = new OnForm(false, Collections.emptySortedMap());

        private boolean covers(String item) {
            return whole || items.containsKey(item);
        }

        /// Free text is sealed beside anything sealed: whoever answers what tells the arm knows it, and may write
        /// it anywhere.
        private boolean covers(Item item) {
            return covers(item.code()) || item.words();
        }
    }

    /// Whether the answer is sealed: its item was marked, or the whole form was, or it was recorded sealed, or it
    /// is free text beside something that is.
    public boolean isSealed(String form, Item item) {
        return anyOn(form) && on(form).covers(item);
    }

    /// Whether an answer recorded under that code should be sealed, whatever later versions made of the item.
    public boolean isSealed(String form, String item) {
        return anyOn(form) && on(form).covers(item);
    }

    /// Whether all of the form is sealed, whatever it will ask for.
    public boolean whole(String form) {
        return on(form).whole();
    }

    /// Whether anything on the form is sealed. Whoever fills it in or corrects it then knows the arm.
    public boolean anyOn(String form) {
        return forms.containsKey(form);
    }

    /// What is sealed after one more event.
    public Seals after(TrialEvent event) {
        return switch (event) {
            case ProtocolPublished published -> and(Protocols.of(published));
            case AssessmentRecorded recorded
            when recorded.revealing() != null -> and(recorded.form(), items(recorded.revealing()));
            case ValueCorrected corrected
            when corrected.revealing() != null ->
                and(corrected.form(), corrected.correction() == null ? item(corrected.revealing()) : Set.of());
            default -> this;
        };
    }

    /// What is sealed after one more version of the protocol.
    public Seals and(Protocol version) {
        Seals all = this;
        for (Form form : version.forms()) {
            all = all.and(form);
        }
        all = all.across(version);
        for (ReadPlan plan : version.reads()) {
            all = all.and(plan.form());
        }
        return all;
    }

    /// With what follows from forms that read of each other.
    private Seals across(Protocol version) {
        Map<Form, Set<String>> reading = new LinkedHashMap<>();
        version.forms().forEach(form -> {
            Set<String> reads = Elsewhere.reads(form);
            if (!reads.isEmpty()) {
                reading.put(form, reads);
            }
        });
        Seals before = NONE;
        Seals all = this;
        while (!reading.isEmpty() && !before.equals(all)) {
            before = all;
            for (Map.Entry<Form, Set<String>> form : reading.entrySet()) {
                Seals known = all;
                all = all.and(
                        form.getKey(),
                        form.getValue().stream()
                                .filter(read -> known.tells(version, form.getKey(), read))
                                .collect(Collectors.toSet()));
            }
        }
        return all;
    }

    /// Whether what an expression reads elsewhere is sealed.
    ///
    /// @param own the form where it is read
    public boolean tells(Protocol version, Form own, String read) {
        return AnswerReference.of(read)
                .filter(reference -> Elsewhere.item(version, own, reference)
                        .filter(item -> isSealed(reference.form() == null ? own.code() : reference.form(), item))
                        .isPresent())
                .isPresent();
    }

    Seals and(Form form) {
        return and(form, Set.of());
    }

    /// @param elsewhere what it reads of other forms and visits that is sealed
    private Seals and(Form form, Set<String> elsewhere) {
        boolean marked = form.revealing()
                || form.items().stream()
                        .anyMatch(item ->
                                item.revealing() || item.reads().stream().anyMatch(elsewhere::contains));
        if (!marked && !anyOn(form.code())) {
            return this;
        }
        OnForm before = on(form.code());
        OnForm on = new OnForm(before.whole() || form.revealing(), before.items());
        SortedMap<String, Set<String>> items = new TreeMap<>(before.items());
        Set<String> telling = telling(form, on, elsewhere);
        form.items().stream()
                .filter(item -> telling.contains(item.code()))
                .forEach(item -> items.merge(item.code(), Set.of(plain(item.label())), Seals::union));
        return with(form.code(), new OnForm(on.whole(), items));
    }

    /// What tells the arm on a form: what is marked or sealed, here or where it is read, and whatever depends
    /// on it. A calculated item tells what it is computed from; an item that is asked or required by another
    /// one's answer tells that answer by being answered; and two that a check holds together tell of each
    /// other.
    private static Set<String> telling(Form form, OnForm on, Set<String> elsewhere) {
        Set<String> telling = new HashSet<>(elsewhere);
        form.items().stream()
                .filter(item -> item.revealing() || on.covers(item))
                .forEach(item -> telling.add(item.code()));
        boolean more = true;
        while (more) {
            more = false;
            for (Item item : form.items()) {
                more |= item.reads().stream().anyMatch(telling::contains) && telling.add(item.code());
            }
            for (FormCheck check : form.checks()) {
                Set<String> together = Formulas.items(check.that());
                more |= together.stream().anyMatch(telling::contains) && telling.addAll(own(together));
            }
        }
        return telling;
    }

    /// What is read elsewhere was answered by itself, and is not sealed for what it is compared with here.
    private static Set<String> own(Set<String> read) {
        return read.stream().filter(code -> !AnswerReference.elsewhere(code)).collect(Collectors.toSet());
    }

    private Seals and(String form, Set<String> recorded) {
        OnForm on = on(form);
        if (anyOn(form) && on.items().keySet().containsAll(recorded)) {
            return this;
        }
        SortedMap<String, Set<String>> items = new TreeMap<>(on.items());
        recorded.forEach(item -> items.putIfAbsent(item, Set.of()));
        return with(form, new OnForm(on.whole(), items));
    }

    private OnForm on(String form) {
        return forms.getOrDefault(form, OnForm.NOTHING);
    }

    private Seals with(String form, OnForm on) {
        Map<String, OnForm> all = new HashMap<>(forms);
        all.put(form, on);
        return new Seals(Map.copyOf(all));
    }

    /// Which answers were recorded sealed; without the key nobody can tell.
    private static Set<String> items(Sealed<Map<String, ItemValue>> answers) {
        return answers instanceof Sealed.Open<Map<String, ItemValue>>(var open) ? open.keySet() : Set.of();
    }

    private static Set<String> item(Sealed<Correction> correction) {
        return correction instanceof Sealed.Open<Correction>(var open) ? Set.of(open.item()) : Set.of();
    }

    private static Set<String> union(Set<String> some, Set<String> more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(more);
        return Set.copyOf(all);
    }

    /// A label without what leaves its meaning: case, blanks and punctuation.
    public static String plain(String label) {
        return label.toLowerCase(Locale.ROOT)
                .replaceAll("[\\s\\p{Punct}]+", " ")
                .strip();
    }
}
