package org.trialbook.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.InvalidProtocolException.Problem;

/// What must hold of a protocol before a trial can run on it. Every rule is checked; all problems are
/// told at once.
final class ProtocolRules {

    private static final Set<String> ANCHORS = Set.of("enrolment", "randomization", "implant");
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
    private final Protocol protocol;

    private ProtocolRules(Protocol protocol) {
        this.protocol = protocol;
    }

    static List<Problem> check(Protocol protocol) {
        ProtocolRules rules = new ProtocolRules(protocol);
        if (rules.everyPartIsThere()) {
            rules.arms();
            rules.allocation();
            rules.eligibility();
            rules.order();
            rules.implant();
            rules.crossover();
            rules.forms();
            rules.visits();
            rules.reads();
        }
        return List.copyOf(rules.problems);
    }

    private void problem(String path, String rule, String detail) {
        problems.add(new Problem(path, rule, detail));
    }

    private boolean everyPartIsThere() {
        List<@Nullable Object> parts = new ArrayList<>();
        parts.add(protocol.study());
        parts.add(protocol.version());
        parts.add(protocol.title());
        parts.add(protocol.registry());
        parts.add(protocol.blinding());
        parts.add(protocol.arms());
        parts.add(protocol.allocation());
        parts.add(protocol.eligibility());
        parts.add(protocol.order());
        parts.add(protocol.implant());
        parts.add(protocol.crossover());
        parts.add(protocol.visits());
        parts.add(protocol.forms());
        parts.add(protocol.reads());
        parts.add(protocol.missedVisitReasons());
        parts.add(protocol.withdrawalReasons());
        parts.add(protocol.assumptions());
        List<String> names = List.of(
                "study",
                "version",
                "title",
                "registry",
                "blinding",
                "arms",
                "allocation",
                "eligibility",
                "order",
                "implant",
                "crossover",
                "visits",
                "forms",
                "reads",
                "missed-visit-reasons",
                "withdrawal-reasons",
                "assumptions");
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) == null) {
                problem(names.get(i), "missing", "a protocol says this");
            }
        }
        return problems.isEmpty();
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

    private void allocation() {
        Protocol.Allocation allocation = protocol.allocation();
        if (!"permuted-blocks".equals(allocation.method())) {
            problem("allocation.method", "known-method", "permuted-blocks");
        }
        int sum = protocol.arms().stream().mapToInt(Protocol.Arm::ratio).sum();
        if (allocation.blockSizes() == null || allocation.blockSizes().isEmpty()) {
            problem("allocation.block-sizes", "missing", "at least one block size");
        } else {
            for (int size : allocation.blockSizes()) {
                if (size <= sum || size % Math.max(sum, 1) != 0) {
                    problem(
                            "allocation.block-sizes",
                            "block-size",
                            "%d is not a multiple of the ratio's sum %d, greater than it: smaller blocks give the next"
                                            .formatted(size, sum)
                                    + " arm away");
                }
            }
        }
        for (int i = 0; i < allocation.factors().size(); i++) {
            Protocol.Factor factor = allocation.factors().get(i);
            boolean choice = protocol.eligibility().items().stream()
                    .anyMatch(item -> item.code().equals(factor.item()) && item.type() == Item.Type.CHOICE);
            if (!choice) {
                problem(
                        "allocation.factors[%d].item".formatted(i),
                        "known-item",
                        "'%s' is no choice item of the eligibility questions".formatted(factor.item()));
            }
        }
    }

    private void eligibility() {
        items("eligibility.items", protocol.eligibility().items());
        unique("eligibility.criteria", protocol.eligibility().criteria(), Protocol.Criterion::code);
        for (int i = 0; i < protocol.eligibility().criteria().size(); i++) {
            rule(
                    "eligibility.criteria[%d].rule".formatted(i),
                    protocol.eligibility().criteria().get(i).rule());
        }
    }

    private void rule(String path, Rule rule) {
        int forms = (rule.all() != null ? 1 : 0) + (rule.any() != null ? 1 : 0) + (rule.item() != null ? 1 : 0);
        if (forms != 1) {
            problem(path, "one-form", "a rule is all, any or an item compared, exactly one of them");
            return;
        }
        if (rule.all() != null) {
            rules(path + ".all", rule.all());
        } else if (rule.any() != null) {
            rules(path + ".any", rule.any());
        } else {
            comparison(path, rule);
        }
    }

    private void rules(String path, List<Rule> rules) {
        if (rules.isEmpty()) {
            problem(path, "not-empty", "at least one rule");
        }
        for (int i = 0; i < rules.size(); i++) {
            rule("%s[%d]".formatted(path, i), rules.get(i));
        }
    }

    private void comparison(String path, Rule rule) {
        Item item = protocol.eligibility().items().stream()
                .filter(known -> known.code().equals(rule.item()))
                .findFirst()
                .orElse(null);
        if (item == null) {
            problem(path + ".item", "known-item", "'%s' is not asked".formatted(rule.item()));
            return;
        }
        boolean codes = rule.is() != null || rule.oneOf() != null;
        if (codes == rule.comparesNumbers()) {
            problem(path, "one-comparison", "compare with numbers or with codes");
        } else if (rule.comparesNumbers() && item.type() != Item.Type.INTEGER && item.type() != Item.Type.DECIMAL) {
            problem(path, "comparable", "'%s' is no number".formatted(item.code()));
        }
    }

    private void order() {
        protocol.order().forEach((act, before) -> {
            if (!ACTS.contains(act)) {
                problem("order." + act, "known-act", "one of " + sorted(ACTS));
            }
            before.stream()
                    .filter(first -> !ACTS.contains(first))
                    .forEach(first ->
                            problem("order." + act, "known-act", "'%s' is none of %s".formatted(first, sorted(ACTS))));
        });
    }

    private void implant() {
        Set<String> leads = unique("implant.leads", protocol.implant().leads(), Protocol.Lead::code);
        for (int i = 0; i < protocol.arms().size(); i++) {
            Protocol.Arm arm = protocol.arms().get(i);
            known("arms[%d].treatment".formatted(i), arm.treatment(), leads);
            known("arms[%d].adjunct".formatted(i), arm.adjunct(), leads);
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
        unique("forms", protocol.forms(), Protocol.Form::code);
        for (int i = 0; i < protocol.forms().size(); i++) {
            items("forms[%d].items".formatted(i), protocol.forms().get(i).items());
        }
    }

    private void visits() {
        unique("visits", protocol.visits(), Protocol.Visit::code);
        Set<String> forms = codes(protocol.forms(), Protocol.Form::code);
        Set<String> modalities = codes(protocol.reads(), Protocol.ReadPlan::modality);
        for (int i = 0; i < protocol.visits().size(); i++) {
            Protocol.Visit visit = protocol.visits().get(i);
            String path = "visits[%d]".formatted(i);
            if (visit.anchor() != null && !ANCHORS.contains(visit.anchor())) {
                problem(path + ".anchor", "known-anchor", "one of " + sorted(ANCHORS));
            }
            if (visit.before() < 0 || visit.after() < 0) {
                problem(path, "window", "before and after are days, not negative");
            }
            known(path + ".forms", visit.forms(), forms);
            known(path + ".reads", visit.reads(), modalities);
        }
    }

    private void reads() {
        unique("reads", protocol.reads(), Protocol.ReadPlan::modality);
        for (int i = 0; i < protocol.reads().size(); i++) {
            items("reads[%d].items".formatted(i), protocol.reads().get(i).items());
        }
    }

    private void items(String path, List<Item> items) {
        unique(path, items, Item::code);
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            if (item.type() == Item.Type.CHOICE
                    && (item.choices() == null || item.choices().isEmpty())) {
                problem("%s[%d].choices".formatted(path, i), "missing", "a choice item has choices");
            }
            boolean number = item.type() == Item.Type.INTEGER || item.type() == Item.Type.DECIMAL;
            if (number && (item.min() == null || item.max() == null)) {
                problem("%s[%d]".formatted(path, i), "range", "a number has min and max");
            } else if (item.min() != null && item.max() != null && item.min().compareTo(item.max()) > 0) {
                problem("%s[%d]".formatted(path, i), "range", "min is greater than max");
            }
        }
    }

    private void known(String path, List<String> codes, Set<String> known) {
        codes.stream()
                .filter(code -> !known.contains(code))
                .forEach(code -> problem(path, "known-code", "'%s' is none of %s".formatted(code, sorted(known))));
    }

    private <T> Set<String> unique(String path, List<T> things, Function<T, String> code) {
        Set<String> seen = new HashSet<>();
        for (T thing : things) {
            if (!seen.add(code.apply(thing))) {
                problem(path, "unique", "'%s' stands twice".formatted(code.apply(thing)));
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
