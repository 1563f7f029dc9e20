package org.trialbook.trial.implant;

import static org.trialbook.access.Role.IMPLANTER;
import static org.trialbook.access.Role.INVESTIGATOR;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.OfSubject;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.casebook.SubjectState;
import org.trialbook.casebook.VisitStates;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.CorrectionEvent.AttemptEnteredInError;
import org.trialbook.event.SubjectEvent.CrossoverDenied;
import org.trialbook.event.SubjectEvent.CrossoverRequested;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.FormRules;
import org.trialbook.trial.rules.SubjectAct;

/// Marks an attempt at the implant as entered in error, of another subject, say: it stays in the record and counts
/// nowhere. What was answered wrongly of one that was made is corrected instead, by correct-attempt and correct-fact.
public final class MarkAttemptEnteredInError
        extends SubjectAct<MarkAttemptEnteredInError.Body, MarkAttemptEnteredInError.State> {
    private static final Reason A_LATER_ONE_COUNTS =
            Reason.of("a-later-attempt-counts", "Attempts are marked as entered in error from the last to the first.");
    private static final Reason SOMETHING_RESTS_ON_IT = Reason.of(
            "something-rests-on-the-attempt",
            "An attempt was not entered in error while something rests on it: visits that are counted from it are marked"
                    + " first, a crossover that was asked for after it is denied; a randomization after it stays.");

    public record Body(int attempt, @Text String because) {}

    public MarkAttemptEnteredInError() {
        super("mark-attempt-entered-in-error", Body.class, IMPLANTER, INVESTIGATOR);
    }

    /// The subject's attempts, and what was recorded since each.
    public static final class State implements Fold, OfSubject {
        private final VisitStates visits = new VisitStates();
        private final TreeSet<Long> crossovers = new TreeSet<>();
        private long randomizedAt = -1;

        @Override
        public SubjectState subject() {
            return visits.subject();
        }

        @Override
        public void apply(RecordedEvent recorded) {
            visits.apply(recorded);
            switch (recorded.event()) {
                case SubjectRandomized _ -> randomizedAt = recorded.position();
                case CrossoverRequested _ -> crossovers.add(recorded.position());
                // One is answered before the next is asked for.
                case CrossoverDenied _ -> crossovers.pollLast();
                default -> {}
            }
        }
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    protected boolean tellsTheArm() {
        return true;
    }

    @Override
    protected List<Rule<Command<SubjectId, Body>, State>> rules() {
        return List.of(
                this::protocolPublished,
                this::subjectRegistered,
                this::mayKnowTheArm,
                (command, state) -> CorrectAttempt.recorded(command.body().attempt(), state.subject()),
                (command, state) -> FormRules.mayChange(state.subject(), CasebookPlace.SUBJECT),
                MarkAttemptEnteredInError::noLaterOneCounts,
                MarkAttemptEnteredInError::nothingRestsOnIt);
    }

    @Override
    public State initial(Command<SubjectId, Body> command) {
        return new State();
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, State state) {
        return Outcome.recorded(event(command));
    }

    private static AttemptEnteredInError event(Command<SubjectId, Body> command) {
        return new AttemptEnteredInError(
                command.study(),
                command.target(),
                command.target().site(),
                command.body().attempt(),
                Sealed.of(command.body().because()));
    }

    private static @Nullable Refusal noLaterOneCounts(Command<SubjectId, Body> command, State state) {
        int last = state.subject().attempts().count();
        return command.body().attempt() == last
                ? null
                : A_LATER_ONE_COUNTS.refusal().sealing("last", last);
    }

    private static @Nullable Refusal nothingRestsOnIt(Command<SubjectId, Body> command, State state) {
        long position = state.subject()
                .attempts()
                .attempt(command.body().attempt())
                .orElseThrow()
                .position();
        List<String> resting = new ArrayList<>(state.visits.restingOn(event(command)));
        if (!state.crossovers.isEmpty() && state.crossovers.last() > position) {
            resting.add("crossover");
        }
        if (state.randomizedAt > position) {
            resting.add("randomization");
        }
        return resting.isEmpty()
                ? null
                : SOMETHING_RESTS_ON_IT.refusal().sealing("resting", String.join(", ", resting));
    }
}
