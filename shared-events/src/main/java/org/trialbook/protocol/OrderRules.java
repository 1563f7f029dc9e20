package org.trialbook.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trialbook.protocol.InvalidProtocolException.Problem;

/// Whether the acts that `order` puts first can ever be recorded. Asked of a protocol that is to be published, and of
/// none that was: a record that holds one goes on.
public final class OrderRules {

    /// Anchor of a visit → the act whose day it is.
    private static final Map<String, String> ANCHORS =
            Map.of("enrolment", "sign-consent", "randomization", "randomize", "implant", "record-implant-attempt");

    /// Withheld from those who are blind: what waits for it would tell them by being refused.
    private static final String WITHHELD = "request-crossover";

    private final Protocol protocol;

    private OrderRules(Protocol protocol) {
        this.protocol = protocol;
    }

    /// Every act that waits for what never happens, or for what it must not tell.
    public static List<Problem> check(Protocol protocol) {
        OrderRules rules = new OrderRules(protocol);
        Set<String> possible = rules.possible();
        List<Problem> problems = new ArrayList<>();
        protocol.order().forEach((act, before) -> {
            String path = "order." + act;
            before.stream()
                    .filter(first -> !possible.contains(first))
                    .forEach(first -> problems.add(new Problem(
                            path, "never-fulfilled", "'%s' can never have been recorded before it".formatted(first))));
            if (before.contains(WITHHELD)) {
                problems.add(new Problem(
                        path,
                        "withheld-act",
                        "nothing waits for '%s': the blinded may not know of it".formatted(WITHHELD)));
            }
        });
        return List.copyOf(problems);
    }

    /// The acts that can be recorded at some time: each makes others possible, until nothing is added.
    private Set<String> possible() {
        Set<String> possible = new HashSet<>();
        boolean more = true;
        while (more) {
            more = false;
            for (String act : ProtocolRules.ACTS) {
                more |= possible.containsAll(protocol.before(act)) && occurs(act, possible) && possible.add(act);
            }
        }
        return possible;
    }

    /// Whether the protocol has an occasion for the act once the others have happened.
    private boolean occurs(String act, Set<String> possible) {
        boolean registered = possible.contains("register-subject");
        return switch (act) {
            case "register-subject" -> true;
            case "record-implant-attempt" ->
                registered && !protocol.implant().leads().isEmpty();
            case "request-crossover" ->
                possible.contains("randomize")
                        && !protocol.crossover().reasons().isEmpty();
            case "record-visit" ->
                registered
                        && protocol.visits().stream()
                                .anyMatch(visit ->
                                        visit.anchor() == null || possible.contains(ANCHORS.get(visit.anchor())));
            case "record-assessment" ->
                registered
                        && protocol.visits().stream()
                                .anyMatch(visit -> !visit.forms().isEmpty());
            case "register-read" ->
                registered
                        && protocol.visits().stream()
                                .anyMatch(visit -> !visit.reads().isEmpty());
            default -> registered;
        };
    }
}
