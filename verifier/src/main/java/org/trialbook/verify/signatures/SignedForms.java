package org.trialbook.verify.signatures;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.GivenAnswer;
import org.trialbook.event.CasebookEvent.FormsSigned;
import org.trialbook.event.CorrectionEvent.EnteredInError;
import org.trialbook.event.SignedForm;
import org.trialbook.event.SubjectEvent;
import org.trialbook.verify.signatures.SignatureFinding.Kind;

/// Compares each signature with the events before it, in the order of the record. It keeps the leaf hash of every event
/// of a form: 10,000 subjects with 60 forms take about 100 MB.
final class SignedForms {
    /// As many as a person reads.
    private static final int MOST_FINDINGS = 1_000;

    /// Leaf hash → the form of which its event is, such as `01-003 month-3/ecg`.
    private final Map<String, String> forms = new HashMap<>();
    /// Form → the leaf hashes of its events.
    private final Map<String, Set<String>> leaves = new HashMap<>();
    /// Form and meaning → the newest signature.
    private final Map<String, Earlier> signed = new HashMap<>();

    private final Set<String> withheld = new HashSet<>();
    private final List<SignatureFinding> findings = new ArrayList<>();
    private int signatures;
    private int count;

    private record Earlier(long position, List<String> leaves) {}

    void next(long position, String leaf, SubjectEvent event) {
        if (event instanceof FormsSigned signature) {
            signatures++;
            signature.forms().forEach(form -> check(position, signature, form));
        }
        if (event instanceof EnteredInError error) {
            error.instance().ifPresent(form -> forget(event.subject() + " " + form.path()));
        }
        GivenAnswer.form(event).ifPresent(form -> {
            String place = event.subject() + " " + form.path();
            forms.put(leaf, place);
            leaves.computeIfAbsent(place, none -> new LinkedHashSet<>()).add(leaf);
        });
    }

    /// What was entered in error counts nowhere from then on: nobody signs it, and what is recorded in its
    /// place is signed without it.
    private void forget(String place) {
        Set<String> before = leaves.remove(place);
        if (before != null) {
            forms.keySet().removeAll(before);
        }
    }

    /// An event that is not shown, of which nobody can tell what it is of.
    void withheld(String leaf) {
        withheld.add(leaf);
    }

    void unreadable(long position, String type, String why) {
        found(Kind.UNREADABLE_EVENT, position, type, why);
    }

    private void check(long position, FormsSigned signature, SignedForm form) {
        count++;
        String place = signature.subject() + " " + form.instance().path();
        @Nullable
        String unsigned = leaves.getOrDefault(place, Set.of()).stream()
                .filter(leaf -> !form.leaves().contains(leaf))
                .findFirst()
                .orElse(null);
        boolean asNamed = true;
        for (String leaf : form.leaves()) {
            Kind kind = kind(leaf, place, signature, unsigned != null);
            if (kind != null) {
                asNamed = false;
                String of = forms.get(leaf);
                found(kind, position, place, of == null ? leaf : of);
            }
        }
        if (asNamed && unsigned != null) {
            found(Kind.SIGNATURE_INCOMPLETE, position, place, unsigned);
        }
        Earlier earlier =
                signed.put(place + " " + signature.meaning().storedName(), new Earlier(position, form.leaves()));
        if (earlier != null && earlier.leaves().equals(form.leaves())) {
            found(Kind.SIGNATURE_REPEATED, position, place, Long.toString(earlier.position()));
        }
    }

    private @Nullable Kind kind(String leaf, String place, FormsSigned signature, boolean unsigned) {
        String of = forms.get(leaf);
        if (of == null) {
            return withheld.contains(leaf) ? null : unsigned ? Kind.SIGNED_LEAF_DIFFERS : Kind.SIGNED_EVENT_MISSING;
        }
        if (of.equals(place)) {
            return null;
        }
        return of.startsWith(signature.subject() + " ")
                ? Kind.SIGNED_FOR_ANOTHER_FORM
                : Kind.SIGNED_FOR_ANOTHER_SUBJECT;
    }

    private void found(Kind kind, long position, String form, String what) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(new SignatureFinding(kind, position, form, what));
        }
    }

    SignatureReport report() {
        return new SignatureReport(signatures, count, List.copyOf(findings));
    }
}
