package org.trialbook.trial.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmGuess;
import org.trialbook.event.ReadingEvent.ReadSubmitted;
import org.trialbook.protocol.Answers;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocol.Choice;
import org.trialbook.protocol.ReadPlan;
import org.trialbook.trial.act.DayBounds;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.SequenceRefusal.InvalidAnswers;
import org.trialbook.trial.act.SequenceRefusal.UnknownCode;

/// Decides the submission of a blinded read, by the reader it is assigned to, once.
public final class ReadSubmission extends ReadDecision<SubmitRead> {

    private static final List<Rule<SubmitRead, Known>> RULES = List.of(
            new Rule<>("the read is assigned to the caller", ReadSubmission::assigned),
            new Rule<>(
                    "the read is not submitted",
                    (act, known) -> known.read().submitted() ? new ReadRefusal.AlreadySubmitted(act.read()) : null),
            new Rule<>("the protocol in force plans the read", ReadSubmission::planned),
            new Rule<>("it is measured, or a reason says why not", ReadSubmission::measuredOrNot),
            new Rule<>("the measurements fit the read plan", ReadSubmission::measurementsFit),
            new Rule<>("the guess is one of the protocol's arms, or none", ReadSubmission::guessed));

    public ReadSubmission() {
        super("submit-read", SubmitRead.class);
    }

    @Override
    List<Rule<SubmitRead, Known>> rules() {
        return RULES;
    }

    /// That the two reads of a recording differ is not acted on here: the later reader would see the record grow by
    /// two.
    @Override
    Outcome recorded(SubmitRead act, Known known) {
        return Outcome.recorded(new ReadSubmitted(
                act.context().study(),
                act.read(),
                act.context().actor().id(),
                act.values(),
                act.notEvaluable(),
                Sealed.of(act.guess())));
    }

    /// To everybody else the read does not exist.
    static @Nullable Refusal assigned(OnRead act, ReadDecision.Known known) {
        return act.context().actor().id().equals(known.read().reader())
                ? null
                : new ReadRefusal.UnknownRead(act.read());
    }

    /// An amendment may have dropped what was to be read.
    private static @Nullable Refusal planned(SubmitRead act, Known known) {
        String modality = known.recording().modality();
        return known.protocol().readPlan(modality).isPresent()
                ? null
                : new UnknownCode(
                        "modality",
                        modality,
                        known.protocol().reads().stream()
                                .map(ReadPlan::modality)
                                .toList());
    }

    private static ReadPlan plan(Known known) {
        return known.protocol().readPlan(known.recording().modality()).orElseThrow();
    }

    private static @Nullable Refusal measuredOrNot(SubmitRead act, Known known) {
        List<String> reasons =
                plan(known).notEvaluable().stream().map(Choice::code).toList();
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

    private static @Nullable Refusal measurementsFit(SubmitRead act, Known known) {
        if (act.notEvaluable() != null) {
            return null;
        }
        List<Answers.Problem> problems =
                Answers.check(plan(known).items(), act.values(), act.context().today(DayBounds.LATEST_ZONE));
        return problems.isEmpty() ? null : new InvalidAnswers(problems);
    }

    private static @Nullable Refusal guessed(SubmitRead act, Known known) {
        Protocol protocol = known.protocol();
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
