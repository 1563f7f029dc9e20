package org.trialbook.trial.withdrawal;

import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.INVESTIGATOR;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.SubjectState;
import org.trialbook.event.SubjectEvent.SubjectDiscontinued;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.SharedReasons;
import org.trialbook.trial.rules.SubjectAct;

/// Withdraws a subject: once, with one of the protocol's reasons, a death among them, and as of no day before what is
/// recorded. What was recorded stays.
public final class WithdrawSubject extends SubjectAct<WithdrawSubject.Body, SubjectState> {
    private final List<Rule<Command<SubjectId, Body>, SubjectState>> rules =
            decision(this::notBeforeTheRegistration, WithdrawSubject::nothingLater, WithdrawSubject::knownReason);

    /// @param reason a code of the protocol's reasons for withdrawal
    /// @param note sealed, because it may tell the arm
    public record Body(
            LocalDate withdrawnOn,
            String reason,
            @Text(form = Text.Form.NOTE) String note) {}

    public WithdrawSubject() {
        super("withdraw", Body.class, COORDINATOR, INVESTIGATOR);
    }

    @Override
    protected LocalDate day(Command<SubjectId, Body> command, SubjectState subject) {
        return command.body().withdrawnOn();
    }

    @Override
    protected List<Rule<Command<SubjectId, Body>, SubjectState>> rules() {
        return rules;
    }

    @Override
    public SubjectState initial(Command<SubjectId, Body> command) {
        return new SubjectState();
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, SubjectState subject) {
        Body body = command.body();
        return Outcome.recorded(new SubjectDiscontinued(
                command.study(),
                command.target(),
                command.target().site(),
                body.withdrawnOn(),
                body.reason(),
                Sealed.of(body.note())));
    }

    /// Whoever is dead by a day was not seen after it. Only what the blinded are told of is asked: further attempts at
    /// an implant have no say, or a date tried would tell of them.
    private static @Nullable Refusal nothingLater(Command<SubjectId, Body> command, SubjectState subject) {
        LocalDate withdrawnOn = command.body().withdrawnOn();
        return subject.latest()
                .filter(latest -> withdrawnOn.isBefore(latest.on()))
                .map(latest -> SharedReasons.recordedForALaterDay(withdrawnOn, latest))
                .orElse(null);
    }

    private static @Nullable Refusal knownReason(Command<SubjectId, Body> command, SubjectState subject) {
        List<String> known = SharedReasons.codes(subject.protocol().withdrawalReasons());
        String given = command.body().reason();
        return known.contains(given) ? null : SharedReasons.unknownCode("withdrawal reason", given, known);
    }
}
