package org.trialbook.trial.allocationseed;

import static org.trialbook.access.Role.STATISTICIAN;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.allocation.SeedParty;
import org.trialbook.allocation.SeedShares;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.StudyEvent.SeedRevealed;
import org.trialbook.event.StudyEvent.SeedShareCommitted;
import org.trialbook.event.StudyEvent.StudyUnblinded;
import org.trialbook.event.StudyId;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Target;

/// Shows both shares of the seed to everybody: after the study was unblinded, and only the seed that was committed to.
public final class RevealSeed extends Act<StudyId, RevealSeed.Body, RevealSeed.State> {
    private static final Reason STUDY_NOT_UNBLINDED = Reason.of(
            "study-not-unblinded", "The seed gives every arm away: it is revealed after the study was unblinded.");
    private static final Reason ALREADY_REVEALED = Reason.of("already-revealed", "The seed is revealed once.");

    private final SeedShares shares;

    /// Nothing: what is revealed are the shares that the process holds.
    public record Body() {}

    /// @param shares of the seed, as the process was given them
    public RevealSeed(SeedShares shares) {
        super("reveal-seed", Target.STUDY, Body.class, STATISTICIAN);
        this.shares = shares;
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public boolean endsWithTheLock() {
        return false;
    }

    @Override
    public Boundary boundary(Command<StudyId, Body> command) {
        return Boundary.none()
                .andTypes(SeedShareCommitted.class)
                .andTypes(StudyUnblinded.class)
                .andTypes(SeedRevealed.class);
    }

    public static final class State implements Fold {
        private SeedCommitments commitments = SeedCommitments.none();
        private boolean unblinded;
        private boolean revealed;

        @Override
        public void apply(RecordedEvent recorded) {
            switch (recorded.event()) {
                case SeedShareCommitted committed -> commitments = commitments.and(committed);
                case StudyUnblinded _ -> unblinded = true;
                case SeedRevealed _ -> revealed = true;
                default -> {}
            }
        }
    }

    @Override
    public State initial(Command<StudyId, Body> command) {
        return new State();
    }

    @Override
    protected List<Rule<Command<StudyId, Body>, State>> rules() {
        return List.of(
                (command, state) -> state.unblinded ? null : STUDY_NOT_UNBLINDED.refusal(),
                (command, state) -> state.revealed ? ALREADY_REVEALED.refusal() : null,
                this::seedIsTheOneCommittedTo);
    }

    @Override
    protected Outcome accept(Command<StudyId, Body> command, State state) {
        return Outcome.recorded(
                new SeedRevealed(command.study(), inClear(SeedParty.SPONSOR), inClear(SeedParty.STATISTICIAN)));
    }

    private String inClear(SeedParty party) {
        return shares.of(party).orElseThrow().hex();
    }

    private @Nullable Refusal seedIsTheOneCommittedTo(Command<StudyId, Body> command, State state) {
        return state.commitments.refuse(shares, command.study());
    }
}
