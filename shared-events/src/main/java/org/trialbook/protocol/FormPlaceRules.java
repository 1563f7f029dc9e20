package org.trialbook.protocol;

import java.util.List;
import java.util.Set;
import org.trialbook.protocol.InvalidProtocolException.Problem;

/// Where forms stand, how often they are filled in, and by whom.
final class FormPlaceRules {

    /// Who may be named as filling in a form.
    private static final Set<String> ROLES = Set.of("coordinator", "investigator", "implanter", "programmer");

    private final Protocol protocol;
    private final List<Problem> problems;

    FormPlaceRules(Protocol protocol, List<Problem> problems) {
        this.protocol = protocol;
        this.problems = problems;
    }

    void check() {
        for (int i = 0; i < protocol.forms().size(); i++) {
            form("forms[%d]".formatted(i), protocol.forms().get(i));
        }
        for (int i = 0; i < protocol.visits().size(); i++) {
            visit("visits[%d].forms".formatted(i), protocol.visits().get(i));
        }
    }

    private void form(String path, Form form) {
        if (form.repeats() && form.revealing()) {
            problems.add(new Problem(
                    path + ".repeats",
                    "entries-are-open",
                    "how many entries there are is told to everybody: mark the items that tell the arm, and not the"
                            + " whole form"));
        }
        for (int i = 0; i < form.filledInBy().size(); i++) {
            String role = form.filledInBy().get(i);
            if (!ROLES.contains(role)) {
                problems.add(new Problem(
                        "%s.filled-in-by[%d]".formatted(path, i),
                        "known-role",
                        "'%s' fills in no forms; %s do%s"
                                .formatted(
                                        role,
                                        String.join(
                                                ", ", ROLES.stream().sorted().toList()),
                                        NearestName.hint(role, ROLES))));
            }
        }
    }

    private void visit(String path, Visit visit) {
        for (int i = 0; i < visit.forms().size(); i++) {
            String code = visit.forms().get(i);
            if (protocol.form(code).filter(Form::outsideVisits).isPresent()) {
                problems.add(new Problem(
                        "%s[%d]".formatted(path, i),
                        "outside-visits",
                        "'%s' says outside-visits, and this visit names it: one or the other".formatted(code)));
            }
        }
    }
}
