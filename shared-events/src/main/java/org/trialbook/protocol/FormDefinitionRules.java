package org.trialbook.protocol;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.InvalidProtocolException.Problem;
import org.trialbook.protocol.expression.AnswerReference;
import org.trialbook.protocol.expression.AnswerType;
import org.trialbook.protocol.expression.ExpressionParser;
import org.trialbook.protocol.expression.ExpressionTypes;
import org.trialbook.protocol.expression.InvalidExpressionException;
import org.trialbook.protocol.expression.Ucum;

/// What must hold between the items of a form: conditions, formulas, checks, and the reasons for missing values.
final class FormDefinitionRules {

    /// Reasons for odd answers are sealed together on a form that tells the arm, and have to fit.
    static final int MOST_SOFT_CHECKS = 6;

    private final List<Problem> problems;
    private final Set<String> reasons;
    private final ReferenceRules references;

    /// @param references what its expressions read elsewhere
    FormDefinitionRules(List<MissingReason> reasons, ReferenceRules references, List<Problem> problems) {
        this.problems = problems;
        this.references = references;
        this.reasons = reasons.stream().map(MissingReason::code).collect(Collectors.toSet());
    }

    private void problem(String path, String rule, String detail) {
        problems.add(new Problem(path, rule, detail));
    }

    void check(String path, Form form) {
        for (int i = 0; i < form.items().size(); i++) {
            item("%s.items[%d]".formatted(path, i), form, form.items().get(i));
        }
        Map<String, AnswerType> types = formulas(path, form);
        checks(path + ".checks", form, types);
    }

    private void item(String path, Form form, Item item) {
        for (int i = 0; i < item.missing().size(); i++) {
            String code = item.missing().get(i);
            if (!reasons.contains(code)) {
                problem(
                        "%s.missing[%d]".formatted(path, i),
                        "known-code",
                        "'%s' is none of the missing-reasons %s%s"
                                .formatted(
                                        code,
                                        String.join(
                                                ", ", reasons.stream().sorted().toList()),
                                        NearestName.hint(code, reasons)));
            }
        }
        condition(path + ".shown-if", form, item, item.shownIf());
        condition(path + ".required-if", form, item, item.requiredIf());
        if (item.type() == Item.Type.CALCULATED && (item.required() || item.requiredIf() != null)) {
            problem(path + ".required", "calculated", "nobody answers a calculated item");
        }
        if (item.type() == Item.Type.CALCULATED && !item.missing().isEmpty()) {
            problem(path + ".missing", "calculated", "nobody answers a calculated item");
        }
    }

    private void condition(String path, Form form, Item item, @Nullable AnswerCondition condition) {
        if (condition == null) {
            return;
        }
        List<String> wrong = condition
                .items()
                .filter(AnswerReference::elsewhere)
                .flatMap(read -> references.objection(form, read).stream())
                .distinct()
                .toList();
        wrong.forEach(objection -> problem(path, "elsewhere", objection));
        if (!wrong.isEmpty()) {
            return;
        }
        List<Item> readable = Stream.concat(
                        form.items().stream(),
                        condition
                                .items()
                                .filter(AnswerReference::elsewhere)
                                .distinct()
                                .map(read -> references.item(form, read)))
                .toList();
        new ConditionRules(readable, "is no item of this form", problems).check(path, condition);
        if (condition.items().anyMatch(item.code()::equals)) {
            problem(path, "itself", "an item cannot depend on its own answer");
        }
    }

    /// What each item is; of those whose formula means nothing, nothing.
    private Map<String, AnswerType> formulas(String path, Form form) {
        List<Item> plain = form.items().stream()
                .filter(item -> item.type() != Item.Type.CALCULATED)
                .toList();
        Map<String, AnswerType> types = new HashMap<>(Formulas.types(plain));
        types.putAll(references.types(form));
        List<Item> ordered;
        try {
            ordered = Formulas.inOrder(form.items());
        } catch (Formulas.CircularFormulaException circular) {
            problem(at(path, form, circular.item()) + ".formula", "circular", String.valueOf(circular.getMessage()));
            return types;
        }
        for (Item item : ordered) {
            if (item.formula() == null) {
                continue;
            }
            String place = at(path, form, item.code());
            if (references.circular(form, item)) {
                problem(
                        place + ".formula",
                        "circular",
                        "'%s' would have to be computed from itself, by way of other forms".formatted(item.code()));
                continue;
            }
            try {
                AnswerType type = Formulas.type(item, types);
                types.put(item.code(), type);
                result(place, item, type);
            } catch (InvalidExpressionException e) {
                problem(place + ".formula", "formula", meant(e, form));
            }
        }
        return types;
    }

    private void result(String place, Item item, AnswerType type) {
        switch (type) {
            case AnswerType.Quantity(var unit, var _) -> {
                Ucum said = item.unit() == null ? Ucum.of("1") : Ucum.of(item.unit());
                if (!said.is(unit)) {
                    problem(
                            place + (item.unit() == null ? ".formula" : ".unit"),
                            "unit",
                            "the formula does not come out in %s; say the unit in which it does, or (… in 'unit')"
                                    .formatted(item.unit() == null ? "a plain number" : item.unit()));
                }
            }
            case AnswerType.Logical _, AnswerType.Choice _, AnswerType.Day _ -> {
                if (item.unit() != null) {
                    problem(place + ".unit", "unit", "what the formula gives is no number and has no unit");
                }
            }
            default ->
                problem(place + ".formula", "formula", "it gives neither a number, nor yes or no, a choice or a day");
        }
    }

    private void checks(String path, Form form, Map<String, AnswerType> types) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < form.checks().size(); i++) {
            FormCheck check = form.checks().get(i);
            String at = "%s[%d]".formatted(path, i);
            if (!seen.add(check.code())) {
                problem(at + ".code", "unique", "'%s' stands twice".formatted(check.code()));
            }
            if (check.item() != null && form.item(check.item()).isEmpty()) {
                problem(at + ".item", "known-code", "'%s' is no item of this form".formatted(check.item()));
            }
            try {
                var expression = ExpressionParser.parse(check.that());
                if (!(ExpressionTypes.of(expression, types) instanceof AnswerType.Logical)) {
                    problem(at + ".that", "formula", "a check is true or false, such as lvesv < lvedv");
                } else if (expression.items().isEmpty()) {
                    problem(at + ".that", "formula", "it reads no item");
                } else if (check.item() == null && expression.items().stream().allMatch(AnswerReference::elsewhere)) {
                    problem(
                            at + ".item",
                            "beside-no-item",
                            "it reads no item of this form; say beside which of them it is told");
                }
            } catch (InvalidExpressionException e) {
                problem(at + ".that", "formula", meant(e, form));
            }
        }
        long soft = form.checks().stream()
                .filter(check -> check.kind() == FormCheck.Kind.SOFT)
                .count();
        if (soft > MOST_SOFT_CHECKS && Seals.NONE.and(form).anyOn(form.code())) {
            problem(
                    path,
                    "sealed-size",
                    "a form that tells the arm has at most %d soft checks".formatted(MOST_SOFT_CHECKS));
        }
    }

    /// With the item that was meant, where another one is named.
    private String meant(InvalidExpressionException e, Form form) {
        String message = String.valueOf(e.getMessage());
        if (!message.startsWith("there is no item '")) {
            return message;
        }
        String code = message.substring(message.indexOf('\'') + 1, message.lastIndexOf('\''));
        Optional<String> elsewhere =
                AnswerReference.elsewhere(code) ? references.objection(form, code) : Optional.empty();
        return elsewhere.isPresent()
                ? elsewhere.get()
                : "'%s' is no item of this form%s"
                        .formatted(
                                code,
                                NearestName.hint(
                                        code,
                                        form.items().stream().map(Item::code).toList()));
    }

    private static String at(String path, Form form, String code) {
        for (int i = 0; i < form.items().size(); i++) {
            if (form.items().get(i).code().equals(code)) {
                return "%s.items[%d]".formatted(path, i);
            }
        }
        return path;
    }
}
