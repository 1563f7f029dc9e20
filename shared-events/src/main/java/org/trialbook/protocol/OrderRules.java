package org.trialbook.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.InvalidProtocolException.Problem;

/// Whether what `order` puts first can ever be recorded, and tells nobody what they must not know. Asked of a
/// protocol that is to be published, and of none that was: a record that holds one goes on.
public final class OrderRules {

    /// These acts are withheld from the blinded. An act that waits for one of them would tell of it by being
    /// refused.
    private static final String WITHHELD = "request-crossover";

    /// These acts come before the allocation, so that nothing recorded by then can tell an arm.
    private static final Set<String> BEFORE_ALLOCATION = Set.of("confirm-eligibility", "randomize");

    private final Protocol protocol;

    private OrderRules(Protocol protocol) {
        this.protocol = protocol;
    }

    /// Every act that waits for what never happens, or for what it must not tell.
    public static List<Problem> check(Protocol protocol) {
        OrderRules rules = new OrderRules(protocol);
        Set<String> possible = rules.possible();
        List<Problem> problems = new ArrayList<>();
        protocol.order().keySet().forEach(act -> {
            String path = "order." + act;
            List<Precondition> before = protocol.ordered(act);
            before.stream()
                    .filter(first -> !rules.happens(first, possible))
                    .forEach(first -> problems.add(new Problem(
                            path, "never-fulfilled", "'%s' can never have been recorded before it".formatted(first))));
            before.stream()
                    .filter(first -> first.outcome() != null && !BEFORE_ALLOCATION.contains(act))
                    .forEach(first -> problems.add(new Problem(
                            path,
                            "withheld-outcome",
                            "only %s may wait for '%s': once there is an arm, it could tell of it"
                                    .formatted(
                                            BEFORE_ALLOCATION.stream().sorted().toList(), first))));
            if (before.stream().anyMatch(first -> first.act().equals(WITHHELD))) {
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
                more |= possible.containsAll(Laws.before(act))
                        && protocol.ordered(act).stream().allMatch(first -> happens(first, possible))
                        && occurs(act, possible)
                        && possible.add(act);
            }
        }
        return possible;
    }

    /// Whether that can come first once the others have happened.
    private boolean happens(Precondition first, Set<String> possible) {
        return possible.contains(first.recorded()) && (!first.submission() || recorded(first.recording(), possible));
    }

    private boolean recorded(String recording, Set<String> possible) {
        return protocol.visit(recording.substring(0, recording.indexOf('/'))).stream()
                .anyMatch(visit -> dated(visit, possible));
    }

    /// Whether the visit has no date of its own, or one that is known once the others have happened.
    private boolean dated(Visit visit, Set<String> possible) {
        @Nullable String anchor = visit.anchor();
        if (anchor == null) {
            return true;
        }
        if (Anchors.named(anchor).isPresent()) {
            return possible.contains(Anchors.act(anchor));
        }
        return possible.contains(anchor.contains("/") ? "record-assessment" : "register-subject");
    }

    /// Whether the protocol has an occasion for the act once the others have happened.
    private boolean occurs(String act, Set<String> possible) {
        boolean registered = possible.contains("register-subject");
        return switch (act) {
            case "register-subject" -> true;
            case "record-implant-attempt" -> registered && protocol.implant().any();
            case "request-crossover" ->
                possible.contains("randomize")
                        && !protocol.crossover().reasons().isEmpty();
            case "record-visit" -> registered && protocol.visits().stream().anyMatch(visit -> dated(visit, possible));
            case "record-assessment" ->
                registered
                        && (protocol.visits().stream()
                                        .anyMatch(visit -> !visit.forms().isEmpty())
                                || protocol.forms().stream().anyMatch(Form::outsideVisits));
            case "register-read" ->
                registered
                        && protocol.visits().stream()
                                .anyMatch(visit -> !visit.reads().isEmpty());
            default -> registered;
        };
    }
}
