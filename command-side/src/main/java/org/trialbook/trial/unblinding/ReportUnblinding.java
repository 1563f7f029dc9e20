package org.trialbook.trial.unblinding;

import static org.trialbook.access.Role.ADMINISTRATOR;
import static org.trialbook.access.Role.BLINDED_STATISTICIAN;
import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.DATA_MANAGER;
import static org.trialbook.access.Role.ENDPOINT_COMMITTEE;
import static org.trialbook.access.Role.IMPLANTER;
import static org.trialbook.access.Role.INSPECTOR;
import static org.trialbook.access.Role.INVESTIGATOR;
import static org.trialbook.access.Role.MONITOR;
import static org.trialbook.access.Role.PHARMACIST;
import static org.trialbook.access.Role.PROGRAMMER;
import static org.trialbook.access.Role.SAFETY_BOARD;
import static org.trialbook.access.Role.SPONSOR;
import static org.trialbook.access.Role.STATISTICIAN;
import static org.trialbook.access.Role.UNBLINDED_MONITOR;

import java.time.LocalDate;
import java.util.List;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.SubjectEvent.SubjectUnblinded;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;

/// Reports that somebody learned a subject's arm without being meant to. Whoever reports it need not know the arm,
/// and is not told.
public final class ReportUnblinding extends UnblindingAct<ReportUnblinding.Body> {
    private final List<Rule<Command<SubjectId, Body>, UnblindingState>> rules =
            ofSomebodyRandomized((command, state) -> code(
                    "inadvertent reason",
                    state.subject().protocol().unblinding().inadvertentReasons(),
                    command.body().reason()));

    /// @param reason a code of the protocol's ways in which somebody learns an arm without being meant to
    /// @param recipient who learned it: name and function
    /// @param on the day on which it happened
    /// @param note sealed, because it may tell the arm
    public record Body(
            String reason,
            @Text(longest = 200) String recipient,
            LocalDate on,
            @Text String note) {}

    /// Everybody who knows subjects; a reader, who knows the codes of reads alone, has an act of its own.
    public ReportUnblinding() {
        super(
                "report-unblinding",
                Body.class,
                COORDINATOR,
                INVESTIGATOR,
                IMPLANTER,
                MONITOR,
                DATA_MANAGER,
                STATISTICIAN,
                SAFETY_BOARD,
                INSPECTOR,
                SPONSOR,
                PROGRAMMER,
                PHARMACIST,
                ENDPOINT_COMMITTEE,
                UNBLINDED_MONITOR,
                BLINDED_STATISTICIAN,
                ADMINISTRATOR);
    }

    @Override
    protected LocalDate day(Command<SubjectId, Body> command, UnblindingState state) {
        return command.body().on();
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
                "inadvertent",
                body.reason(),
                body.recipient(),
                null,
                body.on(),
                Sealed.of(body.note())));
    }
}
