package org.trialbook.protocol;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.trialbook.protocol.InvalidProtocolException.Problem;
import org.trialbook.protocol.ObservedCode.ReportedChoice;

/// What must hold of the codes under which a form's items are reported: what comes under one is the answer of one item,
/// and says one thing.
final class ObservedCodeRules {
    private final List<Problem> problems;

    ObservedCodeRules(List<Problem> problems) {
        this.problems = problems;
    }

    /// @param path of the form's items
    void form(String path, Form form) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < form.items().size(); i++) {
            Item item = form.items().get(i);
            String at = "%s[%d].observed-as".formatted(path, i);
            if (!item.observedAs().isEmpty()
                    && (item.type() == Item.Type.CALCULATED || item.type() == Item.Type.FILE)) {
                problem(at, "observed-as", "what is calculated is not reported, nor is a file");
            }
            for (int j = 0; j < item.observedAs().size(); j++) {
                ObservedCode code = item.observedAs().get(j);
                if (!seen.add(code.toString())) {
                    problem(at + "[" + j + "]", "unique", "'%s' stands twice in this form".formatted(code));
                }
                values("%s[%d].values".formatted(at, j), item, code.values());
            }
        }
    }

    private void values(String path, Item item, List<ReportedChoice> values) {
        Set<String> seen = new HashSet<>();
        for (ReportedChoice value : values) {
            if (!seen.add(value.reported())) {
                problem(path, "unique", "'%s' stands twice".formatted(value.reported()));
            }
            if (item.choices() == null
                    || item.choices().stream().noneMatch(choice -> choice.code().equals(value.means()))) {
                problem(path, "unknown-code", "'%s' is no choice of the item".formatted(value.means()));
            }
        }
    }

    private void problem(String path, String rule, String detail) {
        problems.add(new Problem(path, rule, detail));
    }
}
