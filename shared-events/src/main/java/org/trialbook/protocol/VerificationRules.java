package org.trialbook.protocol;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.trialbook.protocol.InvalidProtocolException.Problem;

/// What must hold of the plan of source data verification.
final class VerificationRules {
    private VerificationRules() {}

    static void check(Protocol protocol, List<Problem> problems) {
        VerificationPlan plan = protocol.verification();
        if (plan == null) {
            return;
        }
        if (plan.critical().isEmpty() && plan.sample() == null) {
            problems.add(new Problem("verification", "not-empty", "critical answers, or a sample of subjects"));
        }
        if (plan.sample() != null
                && (plan.sample().percent() < 1 || plan.sample().percent() > 100)) {
            problems.add(new Problem("verification.sample.percent", "range", "from 1 to 100"));
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < plan.critical().size(); i++) {
            String named = plan.critical().get(i);
            String path = "verification.critical[%d]".formatted(i);
            if (!seen.add(named)) {
                problems.add(new Problem(path, "unique", "'%s' stands twice".formatted(named)));
            }
            objection(protocol, named).ifPresent(objection -> problems.add(new Problem(path, "known-code", objection)));
        }
    }

    private static Optional<String> objection(Protocol protocol, String named) {
        String[] parts = named.split("\\.", 2);
        List<String> forms = protocol.forms().stream().map(Form::code).toList();
        Optional<Form> form = protocol.form(parts[0]);
        if (form.isEmpty()) {
            return Optional.of("'%s' is no form%s".formatted(parts[0], NearestName.hint(parts[0], forms)));
        }
        if (parts.length == 1 || form.get().item(parts[1]).isPresent()) {
            return Optional.empty();
        }
        List<String> items = form.get().items().stream().map(Item::code).toList();
        return Optional.of(
                "'%s' is no item of '%s'%s".formatted(parts[1], parts[0], NearestName.hint(parts[1], items)));
    }
}
