package org.trialbook.trial.unblinding;

import static org.trialbook.access.Role.INVESTIGATOR;
import static org.trialbook.access.Role.SAFETY_BOARD;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.SubjectEvent.UnblindingAssessed;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.SharedReasons;

/// Assesses what an unblinding means for the subject's data: one that happened, once.
public final class AssessUnblinding extends UnblindingAct<AssessUnblinding.Body> {
    private static final Reason NO_SUCH_UNBLINDING = Reason.of(
            "no-such-unblinding", "An assessment names an unblinding of the subject by its number, 1 for the first.");

    /// @param unblinding its number, 1 for the subject's first
    /// @param impact a code of the protocol's impacts
    /// @param note sealed, because it may tell the arm
    public record Body(
            int unblinding,
            String impact,
            @Text(form = Text.Form.NOTE) String note) {}

    public AssessUnblinding() {
        super("assess-unblinding", Body.class, INVESTIGATOR, SAFETY_BOARD);
    }

    @Override
    protected List<Rule<Command<SubjectId, Body>, UnblindingState>> rules() {
        return List.of(
                this::protocolPublished,
                this::subjectRegistered,
                this::happened,
                AssessUnblinding::thereWasOne,
                this::notBefore,
                AssessUnblinding::assessedOnce,
                (command, state) -> code(
                        "impact",
                        state.subject().protocol().unblinding().impacts(),
                        command.body().impact()));
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, UnblindingState state) {
        Body body = command.body();
        return Outcome.recorded(new UnblindingAssessed(
                command.study(),
                command.target(),
                command.target().site(),
                body.unblinding(),
                body.impact(),
                Sealed.of(body.note())));
    }

    private static @Nullable Refusal thereWasOne(Command<SubjectId, Body> command, UnblindingState state) {
        int number = command.body().unblinding();
        return state.unblindedOn(number).isPresent()
                ? null
                : NO_SUCH_UNBLINDING.with("unblinding", number).with("recorded", state.unblindings());
    }

    private @Nullable Refusal notBefore(Command<SubjectId, Body> command, UnblindingState state) {
        LocalDate day = day(command, state);
        LocalDate unblinded = state.unblindedOn(command.body().unblinding()).orElseThrow();
        return day.isBefore(unblinded) ? SharedReasons.tooEarly(day, "the unblinding", unblinded) : null;
    }

    private static @Nullable Refusal assessedOnce(Command<SubjectId, Body> command, UnblindingState state) {
        int number = command.body().unblinding();
        return state.assessed(number) ? SharedReasons.alreadyRecorded("the assessment of unblinding " + number) : null;
    }
}
