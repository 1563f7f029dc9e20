package org.trialbook.protocol;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trialbook.protocol.InvalidProtocolException.Problem;
import org.trialbook.protocol.expression.AnswerReference;
import org.trialbook.protocol.expression.AnswerType;
import org.trialbook.protocol.expression.ExpressionParser;
import org.trialbook.protocol.expression.ExpressionTypes;
import org.trialbook.protocol.expression.InvalidExpressionException;

/// What must hold of the rules that are run over all subjects.
public final class DataRuleRules {

    private static final List<String> ANSWERING =
            List.of("coordinator", "investigator", "implanter", "programmer", "pharmacist");

    private DataRuleRules() {}

    static void check(Protocol protocol, List<Problem> problems) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < protocol.rules().size(); i++) {
            DataRule rule = protocol.rules().get(i);
            String path = "rules[%d]".formatted(i);
            if (!seen.add(rule.code())) {
                problems.add(new Problem(path + ".code", "unique", "'%s' stands twice".formatted(rule.code())));
            }
            if (!ANSWERING.contains(rule.assignedTo())) {
                problems.add(new Problem(
                        path + ".assigned-to",
                        "known-role",
                        "'%s' answers no queries; %s do%s"
                                .formatted(
                                        rule.assignedTo(),
                                        String.join(", ", ANSWERING),
                                        NearestName.hint(rule.assignedTo(), ANSWERING))));
            }
            List<String> forms = protocol.forms().stream().map(Form::code).toList();
            if (rule.form() != null && !forms.contains(rule.form())) {
                problems.add(new Problem(
                        path + ".form",
                        "known-code",
                        "'%s' is no form%s".formatted(rule.form(), NearestName.hint(rule.form(), forms))));
                continue;
            }
            objection(protocol, rule)
                    .ifPresent(objection -> problems.add(new Problem(path + ".finds", "formula", objection)));
            String item = rule.item();
            if (item != null && rule.about(protocol).item(item).isEmpty()) {
                problems.add(new Problem(
                        path + ".item", "known-code", "'%s' is no item of the form that it is about".formatted(item)));
            }
        }
    }

    /// Why the expression means nothing under a protocol that has its form; empty where it means something.
    public static Optional<String> objection(Protocol protocol, DataRule rule) {
        Form about = rule.about(protocol);
        ReferenceRules references = new ReferenceRules(protocol);
        try {
            var expression = ExpressionParser.parse(rule.finds());
            if (expression.items().isEmpty()) {
                return Optional.of("it reads nothing");
            }
            Set<String> elsewhere = new HashSet<>();
            Map<String, AnswerType> types = new HashMap<>();
            for (String read : expression.items()) {
                if (AnswerReference.elsewhere(read)) {
                    Optional<String> objection = references.objection(about, read);
                    if (objection.isPresent()) {
                        return objection;
                    }
                    elsewhere.add(read);
                } else {
                    about.item(read).ifPresent(item -> types.put(read, references.type(about, item)));
                }
            }
            types.putAll(references.types(about, elsewhere));
            return ExpressionTypes.of(expression, types) instanceof AnswerType.Logical
                    ? Optional.empty()
                    : Optional.of("it is true or false of each, such as weight < 0.8 * weight@previous");
        } catch (InvalidExpressionException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
