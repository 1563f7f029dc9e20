package org.trialbook.trial.reading;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmGuess;
import org.trialbook.event.ReadingEvent.ReadSubmitted;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.Answers;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocol.Choice;
import org.trialbook.protocol.Protocol.ReadPlan;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Decision;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.SequenceRefusal.InvalidAnswers;
import org.trialbook.trial.act.SequenceRefusal.UnknownCode;

/// Decides the submission of a blinded read, by the reader it is assigned to, once.
public final class ReadSubmission implements Decision<SubmitRead, ReadState> {

    private static final List<Rule<SubmitRead, ReadState>> RULES = List.of(
            new Rule<>("the read is assigned to the caller", ReadSubmission::assigned),
            new Rule<>(
                    "the read is not submitted",
                    (act, state) -> state.submitted() ? new ReadRefusal.AlreadySubmitted(act.read()) : null),
            new Rule<>("the protocol in force plans the read", ReadSubmission::planned),
            new Rule<>("it is measured, or a reason says why not", ReadSubmission::measuredOrNot),
            new Rule<>("the measurements fit the read plan", ReadSubmission::measurementsFit),
            new Rule<>("the guess is one of the protocol's arms, or none", ReadSubmission::guessed));

    @Override
    public String act() {
        return "submit-read";
    }

    @Override
    public Class<SubmitRead> acts() {
        return SubmitRead.class;
    }

    @Override
    public Boundary boundary(SubmitRead act) {
        return ReadState.boundary(act.read());
    }

    @Override
    public ReadState initial(SubmitRead act) {
        return ReadState.empty();
    }

    @Override
    public ReadState evolve(ReadState state, TrialEvent event) {
        return state.evolve(event);
    }

    @Override
    public Outcome decide(SubmitRead act, ReadState state) {
        return Rule.firstBroken(RULES, act, state)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> Outcome.recorded(new ReadSubmitted(
                        act.context().study(),
                        act.read(),
                        act.context().actor().id(),
                        act.values(),
                        act.notEvaluable(),
                        Sealed.of(act.guess()))));
    }

    private static @Nullable Refusal assigned(SubmitRead act, ReadState state) {
        return act.context().actor().id().equals(state.reader()) ? null : new ReadRefusal.UnknownRead(act.read());
    }

    /// An amendment may have dropped what was to be read.
    private static @Nullable Refusal planned(SubmitRead act, ReadState state) {
        Protocol protocol = Objects.requireNonNull(state.protocol());
        String modality = Objects.requireNonNull(state.modality());
        return protocol.readPlan(modality).isPresent()
                ? null
                : new UnknownCode(
                        "modality",
                        modality,
                        protocol.reads().stream().map(ReadPlan::modality).toList());
    }

    private static ReadPlan plan(ReadState state) {
        return Objects.requireNonNull(state.protocol())
                .readPlan(Objects.requireNonNull(state.modality()))
                .orElseThrow();
    }

    private static @Nullable Refusal measuredOrNot(SubmitRead act, ReadState state) {
        List<String> reasons =
                plan(state).notEvaluable().stream().map(Choice::code).toList();
        if (act.notEvaluable() == null) {
            return act.values().isEmpty() ? new ReadRefusal.InvalidRead("values or notEvaluable is needed") : null;
        }
        if (!act.values().isEmpty()) {
            return new ReadRefusal.InvalidRead("values and notEvaluable exclude each other");
        }
        return reasons.contains(act.notEvaluable())
                ? null
                : new ReadRefusal.InvalidRead("notEvaluable is one of " + reasons);
    }

    private static @Nullable Refusal measurementsFit(SubmitRead act, ReadState state) {
        if (act.notEvaluable() != null) {
            return null;
        }
        List<Answers.Problem> problems = Answers.check(plan(state).items(), act.values());
        return problems.isEmpty() ? null : new InvalidAnswers(problems);
    }

    private static @Nullable Refusal guessed(SubmitRead act, ReadState state) {
        Protocol protocol = Objects.requireNonNull(state.protocol());
        ArmGuess guess = act.guess();
        if (guess.arm() == null) {
            return guess.confidence() == null
                    ? null
                    : new ReadRefusal.InvalidRead("a guess without an arm has no confidence");
        }
        if (protocol.arm(guess.arm()).isEmpty()) {
            return new ReadRefusal.InvalidRead("guess.arm is one of "
                    + protocol.arms().stream().map(arm -> arm.code().value()).toList());
        }
        Integer confidence = guess.confidence();
        return confidence != null && confidence >= 1 && confidence <= 5
                ? null
                : new ReadRefusal.InvalidRead("guess.confidence is 1 to 5");
    }
}
