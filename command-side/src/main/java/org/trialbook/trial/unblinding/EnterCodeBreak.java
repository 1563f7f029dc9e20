package org.trialbook.trial.unblinding;

import static org.trialbook.access.Role.IMPLANTER;
import static org.trialbook.access.Role.INVESTIGATOR;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.SubjectEvent.SubjectUnblinded;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;

/// Enters that an envelope was opened while the record could not be reached: one that was issued for the subject.
/// That it was opened is a fact; it is entered even when the study has been unblinded since.
public final class EnterCodeBreak extends UnblindingAct<EnterCodeBreak.Body> {
    private static final Reason NOT_IN_THE_ENVELOPES = Reason.of(
            "not-in-the-envelopes",
            "A code break names the issue of the site's envelopes in which there was one for the subject.");

    private final List<Rule<Command<SubjectId, Body>, UnblindingState>> rules = ofSomebodyRandomized(
            EnterCodeBreak::issued,
            (command, state) -> code(
                    "emergency reason",
                    state.subject().protocol().unblinding().emergencyReasons(),
                    command.body().reason()));

    /// @param issue which of the site's issues of envelopes it was from
    /// @param reason a code of the protocol's reasons for an emergency
    /// @param recipient who opened it: name and function
    /// @param note sealed, because it may tell the arm
    public record Body(
            int issue,
            String reason,
            @Text(longest = 200) String recipient,
            @Text String note) {}

    public EnterCodeBreak() {
        super("enter-code-break", Body.class, INVESTIGATOR, IMPLANTER);
    }

    @Override
    public boolean saysWhen() {
        return true;
    }

    @Override
    public boolean recordsRefusals() {
        return true;
    }

    @Override
    protected List<Rule<Command<SubjectId, Body>, UnblindingState>> rules() {
        return rules;
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, UnblindingState state) {
        Body body = command.body();
        return Outcome.recorded(new SubjectUnblinded(
                command.study(),
                command.target(),
                command.target().site(),
                state.next(),
                "code-break",
                body.reason(),
                body.recipient(),
                body.issue(),
                day(command, state),
                Sealed.of(body.note())));
    }

    private static @Nullable Refusal issued(Command<SubjectId, Body> command, UnblindingState state) {
        int issue = command.body().issue();
        return state.enveloped(issue, command.target()) ? null : NOT_IN_THE_ENVELOPES.with("issue", issue);
    }
}
