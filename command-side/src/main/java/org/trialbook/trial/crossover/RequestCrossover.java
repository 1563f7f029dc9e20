package org.trialbook.trial.crossover;

import static org.trialbook.access.Role.IMPLANTER;
import static org.trialbook.access.Role.INVESTIGATOR;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmCode;
import org.trialbook.event.Crossover;
import org.trialbook.event.SubjectEvent.CrossoverRequested;
import org.trialbook.event.SubjectId;
import org.trialbook.protocol.Protocol.CrossoverReason;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.SubjectAct;

/// Asks for a crossover to another arm's treatment: only for the protocol's reasons for the allocated arm. A reason by
/// itself tells the arm: whatever names one is sealed.
public final class RequestCrossover extends SubjectAct<RequestCrossover.Body, CrossoverState> {
    private static final Reason PENDING = Reason.of(
            "crossover-pending", "A crossover that was requested is approved or denied before another is requested.");
    private static final Reason ALREADY_CROSSED_OVER =
            Reason.of("already-crossed-over", "A subject crosses over once.");
    private static final Reason REASON_NOT_PERMITTED = Reason.of(
            "crossover-reason-not-permitted",
            "A crossover is requested for one of the protocol's reasons for the subject's allocated arm; adding a lead"
                    + " that the protocol permits in that arm is protocol treatment and no crossover.");

    private final List<Rule<Command<SubjectId, Body>, CrossoverState>> rules =
            decision(RequestCrossover::nonePending, RequestCrossover::notCrossedOver, this::permitted);

    /// @param reason a code of the protocol's crossover reasons
    /// @param note the implanter's words
    public record Body(
            @Text(longest = 64) String reason,
            @Text(form = Text.Form.NOTE) String note) {}

    public RequestCrossover() {
        super("request-crossover", Body.class, IMPLANTER, INVESTIGATOR);
    }

    @Override
    protected boolean tellsTheArm() {
        return true;
    }

    @Override
    public boolean recordsRefusals() {
        return true;
    }

    @Override
    protected List<Rule<Command<SubjectId, Body>, CrossoverState>> rules() {
        return rules;
    }

    @Override
    public CrossoverState initial(Command<SubjectId, Body> command) {
        return new CrossoverState();
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, CrossoverState state) {
        CrossoverReason reason = state.subject()
                .protocol()
                .crossover()
                .reason(command.body().reason())
                .orElseThrow();
        return Outcome.recorded(new CrossoverRequested(
                command.study(),
                command.target(),
                command.target().site(),
                state.requests() + 1,
                command.actor().id(),
                Sealed.of(new Crossover(
                        reason.from(),
                        reason.to(),
                        reason.code(),
                        command.body().note()))));
    }

    private static @Nullable Refusal nonePending(Command<SubjectId, Body> command, CrossoverState state) {
        CrossoverRequested pending = state.pending();
        return pending == null ? null : PENDING.with("crossover", pending.crossover());
    }

    private static @Nullable Refusal notCrossedOver(Command<SubjectId, Body> command, CrossoverState state) {
        return state.crossedOver() ? ALREADY_CROSSED_OVER.refusal() : null;
    }

    private @Nullable Refusal permitted(Command<SubjectId, Body> command, CrossoverState state) {
        ArmCode arm = state.subject().arm().orElse(null);
        if (arm == null) {
            return outOfOrder(name(), "randomize");
        }
        String given = command.body().reason();
        List<String> permitted = state.subject().protocol().crossover().reasons().stream()
                .filter(reason -> reason.from().equals(arm))
                .map(CrossoverReason::code)
                .toList();
        return permitted.contains(given)
                ? null
                : REASON_NOT_PERMITTED
                        .refusal()
                        .sealing("reason", given)
                        .sealing("arm", arm)
                        .sealing("permitted", String.join(", ", permitted));
    }
}
