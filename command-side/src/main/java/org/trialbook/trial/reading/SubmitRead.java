package org.trialbook.trial.reading;

import static org.trialbook.access.Role.READER;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmGuess;
import org.trialbook.event.ItemValue;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent.ReadSubmitted;
import org.trialbook.protocol.EditChecks;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ReadPlan;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.rules.DayBounds;
import org.trialbook.trial.rules.SharedReasons;

/// Submits a blinded read: by the reader it is assigned to, once.
public final class SubmitRead extends ReadAct<SubmitRead.Body> {
    private static final Reason INVALID_READ = Reason.of(
            "invalid-read",
            "A read holds measurements or a reason why there are none, and a guess of the arm or none.");

    /// @param values item code → measurement; empty when not evaluable
    /// @param notEvaluable a code of the read plan's reasons, when nothing could be measured
    /// @param guess the arm the reader believes in, if any
    public record Body(
            Map<String, ItemValue> values, @Nullable String notEvaluable, ArmGuess guess) {}

    public SubmitRead() {
        super("submit-read", Body.class, READER);
    }

    @Override
    List<Rule<Command<ReadCode, Body>, Known>> rulesOfRead() {
        return List.of(
                this::assignedToTheCaller,
                this::notTakenBack,
                this::notSubmitted,
                SubmitRead::plannedByTheProtocolInForce,
                SubmitRead::measuredOrSaidWhyNot,
                SubmitRead::measurementsFit,
                SubmitRead::guessIsAnArmOrNone);
    }

    /// That the two reads of a recording differ is not acted on here: the later reader would see the record grow by
    /// two.
    @Override
    Outcome recorded(Command<ReadCode, Body> command, Known known) {
        Body body = command.body();
        ReadPlan plan = plan(known);
        String asked = plan.form().code();
        Map<String, ItemValue> open = new TreeMap<>();
        Map<String, ItemValue> revealing = new TreeMap<>();
        for (Item item : plan.items()) {
            ItemValue answer = body.values().get(item.code());
            if (answer != null) {
                (known.seals().isSealed(asked, item) ? revealing : open).put(item.code(), answer);
            }
        }
        return Outcome.recorded(new ReadSubmitted(
                command.study(),
                command.target(),
                command.actor().id(),
                open,
                body.notEvaluable(),
                Sealed.of(body.guess()),
                known.seals().anyOn(asked) ? Sealed.of(revealing) : null));
    }

    /// An amendment may have dropped what was to be read.
    private static @Nullable Refusal plannedByTheProtocolInForce(Command<ReadCode, Body> command, Known known) {
        String modality = known.recording().modality();
        return known.protocol().readPlan(modality).isPresent()
                ? null
                : ReadPoolAct.unknownModality(known.protocol(), modality);
    }

    private static ReadPlan plan(Known known) {
        return known.protocol().readPlan(known.recording().modality()).orElseThrow();
    }

    private static @Nullable Refusal measuredOrSaidWhyNot(Command<ReadCode, Body> command, Known known) {
        Body body = command.body();
        if (body.notEvaluable() == null) {
            return body.values().isEmpty() ? invalid("values or notEvaluable is needed") : null;
        }
        if (!body.values().isEmpty()) {
            return invalid("values and notEvaluable exclude each other");
        }
        List<String> reasons = SharedReasons.codes(plan(known).notEvaluable());
        return reasons.contains(body.notEvaluable()) ? null : invalid("notEvaluable is one of " + reasons);
    }

    private static @Nullable Refusal measurementsFit(Command<ReadCode, Body> command, Known known) {
        if (command.body().notEvaluable() != null) {
            return null;
        }
        List<EditChecks.Problem> problems = EditChecks.check(
                plan(known).items(), command.body().values(), command.context().today(DayBounds.LATEST_ZONE));
        return problems.isEmpty() ? null : SharedReasons.invalidAnswers(problems);
    }

    private static @Nullable Refusal guessIsAnArmOrNone(Command<ReadCode, Body> command, Known known) {
        Protocol protocol = known.protocol();
        ArmGuess guess = command.body().guess();
        Integer confidence = guess.confidence();
        if (guess.arm() == null) {
            return confidence == null ? null : invalid("a guess without an arm has no confidence");
        }
        if (protocol.arm(guess.arm()).isEmpty()) {
            return invalid("guess.arm is one of "
                    + protocol.arms().stream().map(arm -> arm.code().value()).toList());
        }
        return confidence != null && confidence >= 1 && confidence <= 5 ? null : invalid("guess.confidence is 1 to 5");
    }

    /// @param detail what to change
    private static Refusal invalid(String detail) {
        return INVALID_READ.with("detail", detail);
    }
}
