package org.trialbook.trial.unblinding;

import static org.trialbook.access.Role.IMPLANTER;
import static org.trialbook.access.Role.INVESTIGATOR;
import static org.trialbook.access.Role.SAFETY_BOARD;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.SubjectEvent.SubjectUnblinded;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;

/// Unblinds a randomized subject in an emergency, for one of the protocol's reasons. What it comes to, the arm, is
/// shown to whoever acted, once.
public final class UnblindSubject extends UnblindingAct<UnblindSubject.Body> {
    private final List<Rule<Command<SubjectId, Body>, UnblindingState>> rules = ofSomebodyRandomized(
            this::stillBlind,
            (command, state) -> code(
                    "emergency reason",
                    state.subject().protocol().unblinding().emergencyReasons(),
                    command.body().reason()));

    /// @param reason a code of the protocol's reasons for an emergency
    /// @param recipient who is told: name and function
    /// @param note sealed, because it may tell the arm
    public record Body(
            String reason,
            @Text(longest = 200) String recipient,
            @Text String note) {}

    public UnblindSubject() {
        super("unblind-subject", Body.class, INVESTIGATOR, IMPLANTER, SAFETY_BOARD);
    }

    @Override
    public boolean needsFreshSignIn() {
        return true;
    }

    @Override
    public boolean showsOnce() {
        return true;
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public boolean recordsRefusals() {
        return true;
    }

    @Override
    protected LocalDate day(Command<SubjectId, Body> command, UnblindingState state) {
        return today(command, state);
    }

    @Override
    protected List<Rule<Command<SubjectId, Body>, UnblindingState>> rules() {
        return rules;
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, UnblindingState state) {
        Body body = command.body();
        SubjectUnblinded unblinded = new SubjectUnblinded(
                command.study(),
                command.target(),
                command.target().site(),
                state.next(),
                "emergency",
                body.reason(),
                body.recipient(),
                null,
                today(command, state),
                Sealed.of(body.note()));
        String arm = state.subject().arm().orElseThrow().value();
        return new Outcome.Recorded(List.of(unblinded), Map.of(), Map.of("arm", arm));
    }
}
