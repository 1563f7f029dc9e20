package org.trialbook.trial.publication;

import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.trialbook.access.Role;
import org.trialbook.access.SharedQuestions;
import org.trialbook.protocol.BlindingPlan;
import org.trialbook.protocol.CoreLabResults;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.KitPlan;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.SealedContent;
import org.trialbook.protocol.Seals;

/// Why the blind of a protocol could not be kept: somebody is let know who is never told, somebody blind would have to
/// do what only those can who know, or nobody is left who could.
///
/// A protocol that names a kind of blinding and no role means what it did in earlier releases. As single-blind or open
/// it is taken as before.
final class BlindingChecks {
    /// Who writes down what is sealed on forms.
    private static final Set<Role> FILLING_IN =
            Set.of(Role.COORDINATOR, Role.INVESTIGATOR, Role.IMPLANTER, Role.PROGRAMMER);

    private final Protocol protocol;
    private final BlindingPlan plan;
    private final SortedMap<String, String> found = new TreeMap<>();

    private BlindingChecks(Protocol protocol) {
        this.protocol = protocol;
        this.plan = protocol.blinding();
    }

    /// Place in the file → why it can't be kept; empty when all of it can.
    static SortedMap<String, String> of(Protocol protocol) {
        BlindingChecks checks = new BlindingChecks(protocol);
        checks.roles();
        checks.kind();
        checks.treated();
        checks.filledIn();
        checks.crossovers();
        return Collections.unmodifiableSortedMap(checks.found);
    }

    private void roles() {
        plan.roles().keySet().forEach(name -> {
            Optional<Role> role = Role.named(name);
            Set<SealedContent> known = plan.known(name);
            if (role.isEmpty()) {
                found.put(at(name), "there is no such role");
            } else if (!known.isEmpty() && !isEverTold(role.get())) {
                found.put(at(name), "whoever has this role is blind until the study is unblinded");
            } else if (known.contains(SealedContent.DEVICE_DATA) != known.contains(SealedContent.ALLOCATION)) {
                found.put(at(name), "device-data tells the allocation and is shown with it: both or neither");
            } else if (known.contains(SealedContent.CORE_LAB_RESULTS)) {
                results(role.get(), plan.results(name));
            }
        });
    }

    private void results(Role role, CoreLabResults told) {
        String at = at(role.storedName()) + ".core-lab-results";
        if (!SharedQuestions.UNBLINDED_CORE_LAB_RESULTS.openTo(role)) {
            found.put(at, "whoever has this role is told no results of the core laboratory");
        } else if (SharedQuestions.UNBLINDED_RECORD.openTo(role) && !CoreLabResults.AS_SUBMITTED.within(told)) {
            found.put(
                    at, "whoever has this role may read all that is sealed: they are told of every result, or of none");
        } else if (!knows(role) && told.arms() != null) {
            found.put(
                    at + ".arms", "whoever is told of these arms alone learns the arm by being told, or by not being");
        } else if (!knows(role)) {
            found.put(
                    at, "results are told with those of them that tell the allocation, which this role must not know");
        }
    }

    private static boolean isEverTold(Role role) {
        return SharedQuestions.SHOWING_ALLOCATION.stream()
                .anyMatch(question -> !question.shows().isEmpty() && question.openTo(role));
    }

    private void kind() {
        switch (plan.kind()) {
            case BlindingPlan.DOUBLE_BLIND -> {
                if (plan.usual()) {
                    found.put(
                            "blinding", "a double-blind protocol names the roles that may know, under blinding.roles");
                } else {
                    blind(Role.INVESTIGATOR);
                    blind(Role.COORDINATOR);
                }
            }
            case BlindingPlan.OPEN_LABEL -> {
                if (!knows(Role.INVESTIGATOR)) {
                    found.put(
                            at("investigator"),
                            "where nobody at a site is blind, the investigator may know the allocation");
                }
            }
            default -> {}
        }
    }

    private void blind(Role role) {
        if (knows(role)) {
            found.put(at(role.storedName()), "in a double-blind trial this role must not know");
        }
    }

    /// Whoever implants after the allocation sees what it was, where it says what is implanted.
    private void treated() {
        boolean before = protocol.before("randomize").contains("record-implant-attempt");
        Set<Set<String>> treatments = protocol.arms().stream()
                .map(arm -> {
                    Set<String> leads = new TreeSet<>(arm.treatment());
                    leads.addAll(arm.adjunct());
                    return leads;
                })
                .collect(Collectors.toSet());
        if (!before && treatments.size() > 1 && !knows(Role.IMPLANTER)) {
            found.put(
                    at("implanter"),
                    "the arms differ in what is implanted after the allocation: the implanter sees it");
        }
    }

    private void filledIn() {
        Seals seals = Seals.NONE.and(protocol);
        String forms = protocol.forms().stream()
                .map(Form::code)
                .filter(seals::anyOn)
                .sorted()
                .collect(Collectors.joining(", "));
        if (!forms.isEmpty() && FILLING_IN.stream().noneMatch(this::knows)) {
            found.put("forms", "nobody at a site may know what these ask for: " + forms);
        }
        for (int i = 0; i < protocol.forms().size(); i++) {
            Form form = protocol.forms().get(i);
            boolean sealed = seals.anyOn(form.code());
            if (!form.filledInBy().isEmpty()
                    && form.filledInBy().stream()
                            .flatMap(name -> Role.named(name).stream())
                            .noneMatch(role -> fillsIn(role, sealed))) {
                found.put(
                        "forms[%d].filled-in-by".formatted(i),
                        sealed
                                ? "none of these may know what the form asks for"
                                : "a programmer fills in only what tells the arm, and this form does not");
            }
        }
        boolean nobody = Arrays.stream(Role.values()).filter(Role::atSite).noneMatch(this::knows);
        KitPlan kits = protocol.kits();
        if (nobody && kits != null && kits.products().stream().anyMatch(KitPlan.KitProduct::tellsTheArm)) {
            found.put("kits.products", "nobody at a site is told the allocation, so nobody could give what tells it");
        }
        // Kits treat by the allocation without telling it.
        if (nobody && kits == null) {
            found.put("blinding.roles", "nobody at a site is told the allocation, so nobody could treat by it");
        }
    }

    private boolean fillsIn(Role role, boolean sealed) {
        return sealed ? knows(role) : role != Role.PROGRAMMER;
    }

    private void crossovers() {
        if (!protocol.crossover().reasons().isEmpty() && !knows(Role.INVESTIGATOR)) {
            found.put("crossover.reasons", "an investigator answers a crossover's request and so knows the arm");
        }
    }

    private boolean knows(Role role) {
        return plan.known(role.storedName()).contains(SealedContent.ALLOCATION);
    }

    private static String at(String role) {
        return "blinding.roles." + role;
    }
}
