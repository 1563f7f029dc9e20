package org.trialbook.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.trialbook.event.ArmCode;
import org.trialbook.protocol.InvalidProtocolException.Problem;

/// What must hold of a protocol before a trial can run on it. Every rule is checked; all problems are
/// told at once.
final class ProtocolRules {

    private static final Set<String> BLINDINGS =
            Set.of(BlindingPlan.OPEN_LABEL, BlindingPlan.SINGLE_BLIND, BlindingPlan.DOUBLE_BLIND, "open");
    /// Acts that `order` may speak of.
    static final Set<String> ACTS = Set.of(
            "register-subject",
            "sign-consent",
            "confirm-eligibility",
            "randomize",
            "record-implant-attempt",
            "request-crossover",
            "record-visit",
            "record-assessment",
            "register-read");

    private final List<Problem> problems = new ArrayList<>();
    private final ItemRules items = new ItemRules(problems);
    private final Protocol protocol;

    private ProtocolRules(Protocol protocol) {
        this.protocol = protocol;
    }

    static List<Problem> check(Protocol protocol) {
        ProtocolShape shape = ProtocolShape.of(protocol);
        if (!shape.problems().isEmpty()) {
            return List.copyOf(shape.problems());
        }
        ProtocolRules rules = new ProtocolRules(protocol);
        rules.study();
        rules.arms();
        new AllocationRules(protocol.plan(), rules.problems).check();
        new CapRules(protocol, rules.problems).check();
        KitRules.check(protocol, rules.problems);
        new EligibilityRules(protocol.eligibility(), rules.problems).check();
        rules.order();
        rules.implant();
        rules.crossover();
        rules.visits();
        VisitTimingRules.check(protocol, rules.problems);
        rules.forms();
        new FormPlaceRules(protocol, rules.problems).check();
        rules.reads();
        rules.reasons();
        new EndpointRules(protocol, rules.problems).check();
        DataRuleRules.check(protocol, rules.problems);
        VerificationRules.check(protocol, rules.problems);
        rules.assumptions(shape);
        return List.copyOf(rules.problems);
    }

    private void problem(String path, String rule, String detail) {
        problems.add(new Problem(path, rule, detail));
    }

    private void study() {
        if (!BLINDINGS.contains(protocol.blinding().kind())) {
            problem(
                    "blinding",
                    "known-blinding",
                    "'%s' is none of %s%s"
                            .formatted(
                                    protocol.blinding().kind(),
                                    String.join(", ", sorted(BLINDINGS)),
                                    NearestName.hint(protocol.blinding().kind(), BLINDINGS)));
        }
        protocol.blinding()
                .roles()
                .forEach((role, known) ->
                        results("blinding.roles.%s.core-lab-results".formatted(role), known.coreLabResults()));
    }

    /// An empty list would tell nothing, or was meant to tell everything: neither is guessed.
    private void results(String path, CoreLabResults told) {
        List<ArmCode> arms = told.arms();
        if (arms != null) {
            notEmpty(path + ".arms", arms);
            known(
                    path + ".arms",
                    arms.stream().map(ArmCode::value).toList(),
                    codes(protocol.arms(), arm -> arm.code().value()));
        }
        List<String> reads = told.reads();
        if (reads != null) {
            notEmpty(path + ".reads", reads);
            known(path + ".reads", reads, codes(protocol.reads(), ReadPlan::modality));
        }
    }

    private void notEmpty(String path, List<?> codes) {
        if (codes.isEmpty()) {
            problem(path, "not-empty", "at least one code");
        }
    }

    private void arms() {
        if (protocol.target() < 1) {
            problem("target", "positive", "at least one subject is randomized");
        }
        if (protocol.arms().size() < 2) {
            problem("arms", "two-arms", "a randomized trial has at least two arms");
        }
        unique("arms", protocol.arms(), arm -> arm.code().value());
        for (int i = 0; i < protocol.arms().size(); i++) {
            if (protocol.arms().get(i).ratio() < 1) {
                problem("arms[%d].ratio".formatted(i), "positive", "an arm's share is 1 or more");
            }
        }
    }

    private void order() {
        protocol.order().keySet().forEach(act -> {
            if (!ACTS.contains(act)) {
                problem(
                        "order." + act,
                        "known-act",
                        "'%s' is none of %s%s"
                                .formatted(act, String.join(", ", sorted(ACTS)), NearestName.hint(act, ACTS)));
            }
            protocol.ordered(act).forEach(first -> known("order." + act, first));
            if (precedes(act, act, new HashSet<>())) {
                problem("order." + act, "order-cycle", "it would have to precede itself");
            }
        });
    }

    private void known(String path, Precondition first) {
        if (first.submission()) {
            List<String> planned = protocol.schedule().stream()
                    .flatMap(visit -> visit.reads().stream().map(read -> visit.code() + "/" + read))
                    .toList();
            if (!planned.contains(first.recording())) {
                problem(path, "known-read", "'%s' is none of %s".formatted(first.recording(), planned));
            }
        } else if (!first.success() && (first.outcome() != null || !ACTS.contains(first.act()))) {
            problem(
                    path,
                    "known-act",
                    "'%s' is none of %s, nor %s%s"
                            .formatted(
                                    first,
                                    String.join(", ", sorted(ACTS)),
                                    Precondition.OUTCOMES,
                                    NearestName.hint(first.act(), ACTS)));
        }
    }

    /// By `order` alone: what the law puts first is asked of new protocols only, see [OrderRules].
    private boolean precedes(String first, String act, Set<String> seen) {
        return protocol.ordered(act).stream()
                .map(Precondition::recorded)
                .anyMatch(before -> before.equals(first) || (seen.add(before) && precedes(first, before, seen)));
    }

    private void implant() {
        new ImplantRules(protocol, problems).check();
        if (!protocol.implant().placeableKnown()) {
            return;
        }
        Set<String> placeable = codes(protocol.implant().placeable(), Protocol.CodeListItem::code);
        for (int i = 0; i < protocol.arms().size(); i++) {
            Arm arm = protocol.arms().get(i);
            known("arms[%d].treatment".formatted(i), arm.treatment(), placeable);
            known("arms[%d].adjunct".formatted(i), arm.adjunct(), placeable);
        }
    }

    private void choices(String path, List<Protocol.CodeListItem> choices) {
        notEmpty(path, choices);
        unique(path, choices, Protocol.CodeListItem::code);
    }

    private void reasons() {
        choices("unblinding.emergency-reasons", protocol.unblinding().emergencyReasons());
        choices("unblinding.inadvertent-reasons", protocol.unblinding().inadvertentReasons());
        choices("unblinding.impacts", protocol.unblinding().impacts());
        choices("deviations", protocol.deviations());
        choices("missed-visit-reasons", protocol.missedVisitReasons());
        choices("withdrawal-reasons", protocol.withdrawalReasons());
        unique("missing-reasons", protocol.missingReasons(), MissingReason::code);
    }

    private void assumptions(ProtocolShape shape) {
        for (int i = 0; i < protocol.assumptions().size(); i++) {
            String path = protocol.assumptions().get(i).path();
            if (!shape.has(path)) {
                problem("assumptions[%d].path".formatted(i), "known-path", "nothing stands at '%s'".formatted(path));
            }
        }
    }

    private void crossover() {
        unique("crossover.reasons", protocol.crossover().reasons(), Protocol.CrossoverReason::code);
        for (int i = 0; i < protocol.crossover().reasons().size(); i++) {
            Protocol.CrossoverReason reason = protocol.crossover().reasons().get(i);
            String path = "crossover.reasons[%d]".formatted(i);
            if (protocol.arm(reason.from()).isEmpty()
                    || protocol.arm(reason.to()).isEmpty()) {
                problem(path, "known-arm", "'%s' or '%s' is no arm".formatted(reason.from(), reason.to()));
            } else if (reason.from().equals(reason.to())) {
                problem(path, "other-arm", "a crossover leads to another arm");
            }
        }
    }

    private void forms() {
        unique("forms", protocol.forms(), Form::code);
        ReferenceRules references = new ReferenceRules(protocol);
        for (int i = 0; i < protocol.forms().size(); i++) {
            items.form("forms[%d].items".formatted(i), protocol.forms().get(i));
            new FormDefinitionRules(protocol.missingReasons(), references, problems)
                    .check("forms[%d]".formatted(i), protocol.forms().get(i));
            problems.addAll(InstrumentRules.check(
                    "forms[%d].instrument".formatted(i), protocol.forms().get(i)));
        }
        SealedReadingRules.check(protocol, problems);
    }

    private void visits() {
        unique("visits", protocol.visits(), Visit::code);
        Set<String> forms = codes(protocol.forms(), Form::code);
        Set<String> modalities = codes(protocol.reads(), ReadPlan::modality);
        for (int i = 0; i < protocol.visits().size(); i++) {
            Visit visit = protocol.visits().get(i);
            String path = "visits[%d]".formatted(i);
            if (visit.before() < 0 || visit.after() < 0) {
                problem(path, "window", "before and after are days, not negative");
            }
            known(path + ".forms", visit.forms(), forms);
            known(path + ".reads", visit.reads(), modalities);
        }
    }

    private void reads() {
        problems.addAll(ReadPlanRules.check(protocol));
        unique("reads", protocol.reads(), ReadPlan::modality);
        for (int i = 0; i < protocol.reads().size(); i++) {
            ReadPlan plan = protocol.reads().get(i);
            items.form("reads[%d].items".formatted(i), plan.form());
            unique("reads[%d].not-evaluable-reasons".formatted(i), plan.notEvaluable(), Protocol.CodeListItem::code);
        }
    }

    private void known(String path, List<String> codes, Set<String> known) {
        for (int i = 0; i < codes.size(); i++) {
            String code = codes.get(i);
            if (!known.contains(code)) {
                problem(
                        "%s[%d]".formatted(path, i),
                        "known-code",
                        "'%s' is none of %s%s"
                                .formatted(code, String.join(", ", sorted(known)), NearestName.hint(code, known)));
            }
        }
    }

    private <T> Set<String> unique(String path, List<T> things, Function<T, String> code) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < things.size(); i++) {
            if (!seen.add(code.apply(things.get(i)))) {
                problem(
                        "%s[%d]".formatted(path, i),
                        "unique",
                        "'%s' stands twice; each has a code of its own".formatted(code.apply(things.get(i))));
            }
        }
        return seen;
    }

    private static <T> Set<String> codes(List<T> things, Function<T, String> code) {
        return new HashSet<>(things.stream().map(code).toList());
    }

    private static List<String> sorted(Set<String> codes) {
        return codes.stream().sorted().toList();
    }
}
