package org.trialbook.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.trialbook.protocol.InvalidProtocolException.Problem;

/// What must hold of how recordings are read: who reads how often, what is adjudicated, and what is indexed to what.
final class ReadPlanRules {

    private static final Set<String> FORMULAS = Set.of("mosteller", "du-bois");

    private final Protocol protocol;
    private final List<Problem> problems = new ArrayList<>();

    private ReadPlanRules(Protocol protocol) {
        this.protocol = protocol;
    }

    static List<Problem> check(Protocol protocol) {
        ReadPlanRules rules = new ReadPlanRules(protocol);
        for (int i = 0; i < protocol.reads().size(); i++) {
            rules.plan("reads[%d]".formatted(i), protocol.reads().get(i));
        }
        rules.bodySurface();
        return rules.problems;
    }

    private void problem(String path, String rule, String detail) {
        problems.add(new Problem(path, rule, detail));
    }

    private void plan(String path, ReadPlan plan) {
        if (plan.readers() < 1 || plan.readers() > 2) {
            problem(path + ".readers", "known-number", "1 or 2");
        }
        if (!plan.adjudication().isEmpty() && plan.readers() != 2) {
            problem(path + ".adjudication", "two-readers", "one reader differs from nobody");
        }
        Set<String> bounded = new HashSet<>();
        for (int i = 0; i < plan.adjudication().size(); i++) {
            ReadPlan.Bound bound = plan.adjudication().get(i);
            String at = "%s.adjudication[%d]".formatted(path, i);
            Optional<Item> item = item(plan.items(), bound.item());
            if (item.isEmpty()) {
                problem(at + ".item", "known-code", "'%s' is no item of the plan".formatted(bound.item()));
            } else if (isSealed(plan, item.get())) {
                problem(
                        at + ".item",
                        "sealed",
                        "'%s' is sealed, and that a third one reads would tell of it".formatted(bound.item()));
            }
            if (!bounded.add(bound.item())) {
                problem(at + ".item", "unique", "'%s' stands twice".formatted(bound.item()));
            }
            if (bound.difference().signum() < 0) {
                problem(at + ".difference", "difference", "a difference is not negative");
            }
        }
        Set<String> codes = new HashSet<>(plan.items().stream().map(Item::code).toList());
        for (int i = 0; i < plan.indexed().size(); i++) {
            ReadPlan.Indexed indexed = plan.indexed().get(i);
            String at = "%s.indexed[%d]".formatted(path, i);
            if (!codes.add(indexed.code())) {
                problem(at + ".code", "unique", "'%s' stands twice".formatted(indexed.code()));
            }
            Optional<Item> item = item(plan.items(), indexed.item()).filter(ReadPlanRules::number);
            if (item.filter(measured -> !isSealed(plan, measured)).isEmpty()) {
                problem(
                        at + ".item",
                        "numeric-item",
                        "'%s' is no number of the plan that reveals nothing".formatted(indexed.item()));
            }
            if (protocol.bodySurface() == null) {
                problem(at, "body-surface", "the protocol does not say where the body surface comes from");
            }
        }
    }

    private void bodySurface() {
        BodySurfacePlan surface = protocol.bodySurface();
        if (surface == null) {
            return;
        }
        if (!FORMULAS.contains(surface.formula())) {
            problem("body-surface.formula", "known-formula", "one of du-bois, mosteller");
        }
        Optional<Form> form = protocol.form(surface.form());
        boolean planned = protocol.visit(surface.visit())
                .filter(visit -> visit.forms().contains(surface.form()))
                .isPresent();
        if (form.isEmpty() || !planned) {
            problem("body-surface.form", "known-code", "no visit '%s' has such a form".formatted(surface.visit()));
            return;
        }
        if (form.get().repeats()) {
            problem(
                    "body-surface.form",
                    "repeats",
                    "'%s' repeats: of which entry is not said".formatted(surface.form()));
        }
        measure("height", form.get(), surface.height(), "cm");
        measure("weight", form.get(), surface.weight(), "kg");
    }

    /// What everybody's results are derived from must be there for all to read.
    private void measure(String name, Form form, String code, String unit) {
        boolean sound = form.item(code)
                .filter(item -> number(item)
                        && unit.equals(item.unit())
                        && !Seals.NONE.and(form).isSealed(form.code(), item))
                .isPresent();
        if (!sound) {
            problem(
                    "body-surface." + name,
                    "measure",
                    "'%s' is no number in %s that the form asks for and that reveals nothing".formatted(code, unit));
        }
    }

    private static boolean isSealed(ReadPlan plan, Item item) {
        return Seals.NONE.and(plan.form()).isSealed(plan.form().code(), item);
    }

    private static Optional<Item> item(List<Item> items, String code) {
        return items.stream().filter(item -> item.code().equals(code)).findFirst();
    }

    private static boolean number(Item item) {
        return item.type() == Item.Type.DECIMAL || item.type() == Item.Type.INTEGER;
    }
}
