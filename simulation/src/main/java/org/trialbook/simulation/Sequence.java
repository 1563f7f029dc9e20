package org.trialbook.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Visit;

/// In which order a protocol has things done: what is done with somebody who is screened, and what once the arm is
/// allocated.
final class Sequence {

    /// As it is usually done, where the protocol does not say otherwise.
    private static final List<String> USUAL = List.of(
            "sign-consent",
            "record-visit",
            "record-assessment",
            "register-read",
            "confirm-eligibility",
            "record-implant-attempt");

    /// What is done before the allocation even where the protocol does not ask for it.
    private static final Set<String> EARLY =
            Set.of("sign-consent", "record-visit", "record-assessment", "confirm-eligibility");

    private final Protocol protocol;

    Sequence(Protocol protocol) {
        this.protocol = protocol;
    }

    /// The acts of a screening, each after those that the protocol puts first.
    List<String> screening() {
        Set<String> needed = before("randomize");
        List<String> left = new ArrayList<>(USUAL);
        left.removeIf(act -> before(act).contains("randomize") || !(EARLY.contains(act) || needed.contains(act)));
        Set<String> acts = Set.copyOf(left);
        List<String> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            String next = left.stream()
                    .filter(act -> protocol.before(act).stream()
                            .allMatch(first -> !acts.contains(first) || ordered.contains(first)))
                    .findFirst()
                    .orElseThrow();
            ordered.add(next);
            left.remove(next);
        }
        return List.copyOf(ordered);
    }

    /// Whether the act comes before the allocation.
    boolean early(String act) {
        return screening().contains(act);
    }

    /// Whether the act may follow as soon as a subject has consented.
    boolean onceConsented(String act) {
        return Set.of("register-subject", "sign-consent").containsAll(protocol.before(act));
    }

    /// Whether the act is one of those who turned out to be eligible.
    boolean onceEligible(String act) {
        return before(act).contains("confirm-eligibility");
    }

    /// Visits without a fixed date, at which a subject is screened.
    List<Visit> screeningVisits() {
        return protocol.visits().stream()
                .filter(visit -> visit.anchor() == null && !visit.unscheduled() && !procedure(visit))
                .toList();
    }

    /// The visit at which leads are placed, where the protocol has one without a date of its own.
    Optional<Visit> implantVisit() {
        return protocol.visits().stream().filter(this::procedure).findFirst();
    }

    /// Nothing is filled in or recorded at it: what is done is an implant.
    private boolean procedure(Visit visit) {
        return visit.anchor() == null
                && !visit.unscheduled()
                && visit.forms().isEmpty()
                && visit.reads().isEmpty()
                && protocol.implant().any();
    }

    private Set<String> before(String act) {
        Set<String> found = new HashSet<>();
        List<String> open = new ArrayList<>(protocol.before(act));
        while (!open.isEmpty()) {
            String first = open.removeLast();
            if (found.add(first)) {
                open.addAll(protocol.before(first));
            }
        }
        return found;
    }
}
