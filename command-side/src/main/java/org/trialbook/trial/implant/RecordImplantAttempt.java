package org.trialbook.trial.implant;

import static org.trialbook.access.Role.IMPLANTER;
import static org.trialbook.access.Role.INVESTIGATOR;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.OfSubject;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.casebook.SubjectState;
import org.trialbook.event.ImplantAttempt;
import org.trialbook.event.SubjectEvent.ImplantAttempted;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.rules.SubjectAct;

/// Records one attempt to place a lead. Any lead may be recorded in any arm: what was done is a fact, and whether
/// it was the allocated treatment is for those to judge who may know.
public final class RecordImplantAttempt extends SubjectAct<RecordImplantAttempt.Body, RecordImplantAttempt.State> {
    /// What was tried tells the arm, so what is wrong with it is told to unblinded callers only.
    private static final Reason INVALID_ATTEMPT = Reason.of(
            "invalid-implant-attempt",
            "An attempt names a lead, a target, an outcome and measurements that the protocol knows.");

    private final List<Rule<Command<SubjectId, Body>, State>> rules = fact(RecordImplantAttempt::known);

    /// @param attempt what was tried and how it went
    public record Body(LocalDate performedOn, ImplantAttempt attempt) {}

    public RecordImplantAttempt() {
        super("record-implant-attempt", Body.class, IMPLANTER, INVESTIGATOR);
    }

    /// The subject, and how many attempts there were.
    public static final class State implements Fold, OfSubject {
        private final SubjectState subject = new SubjectState();
        private int attempts;

        @Override
        public SubjectState subject() {
            return subject;
        }

        @Override
        public void apply(RecordedEvent recorded) {
            subject.apply(recorded);
            if (recorded.event() instanceof ImplantAttempted attempted) {
                attempts = attempted.attempt();
            }
        }
    }

    @Override
    protected LocalDate day(Command<SubjectId, Body> command, State state) {
        return command.body().performedOn();
    }

    @Override
    protected List<Rule<Command<SubjectId, Body>, State>> rules() {
        return rules;
    }

    @Override
    public State initial(Command<SubjectId, Body> command) {
        return new State();
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, State state) {
        return Outcome.recorded(new ImplantAttempted(
                command.study(),
                command.target(),
                command.target().site(),
                command.body().performedOn(),
                state.attempts + 1,
                Sealed.of(command.body().attempt())));
    }

    private static @Nullable Refusal known(Command<SubjectId, Body> command, State state) {
        List<String> problems = AttemptChecks.problems(
                command.body().attempt(), state.subject().protocol().implant());
        return problems.isEmpty() ? null : INVALID_ATTEMPT.refusal().sealing("problems", String.join("; ", problems));
    }
}
