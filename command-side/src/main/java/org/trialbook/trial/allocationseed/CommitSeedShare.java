package org.trialbook.trial.allocationseed;

import static org.trialbook.access.Role.SPONSOR;
import static org.trialbook.access.Role.STATISTICIAN;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.allocation.SeedParty;
import org.trialbook.allocation.SeedShares;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.StudyEvent.SeedShareCommitted;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.act.Text;

/// Commits to a share of the seed: each party once, and before the first subject. The party is whom the caller's role
/// stands for.
public final class CommitSeedShare extends Act<StudyId, CommitSeedShare.Body, CommitSeedShare.State> {
    private static final Reason ALREADY_COMMITTED = Reason.of(
            "already-committed",
            "Each party commits to its share once: whoever could change it might choose the allocation.");
    private static final Reason TOO_LATE =
            Reason.of("too-late-to-commit", "The seed is fixed before the first subject is randomized.");
    /// A mistyped commitment could never be corrected.
    private static final Reason OF_ANOTHER_SHARE = Reason.of(
            "commitment-of-another-share",
            "Where the party's share has been handed over already, its commitment is taken and no other.");

    private final SeedShares shares;

    /// @param commitment as `./trialbook seed-share` prints it
    public record Body(@Text(form = Text.Form.SHA256) String commitment) {}

    /// @param shares of the seed, as far as the process was given them
    public CommitSeedShare(SeedShares shares) {
        super("commit-seed-share", Target.STUDY, Body.class, SPONSOR, STATISTICIAN);
        this.shares = shares;
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public Boundary boundary(Command<StudyId, Body> command) {
        return Boundary.none().andTypes(SeedShareCommitted.class).andTypes(SubjectRandomized.class);
    }

    public static final class State implements Fold {
        private SeedCommitments commitments = SeedCommitments.none();
        private int randomized;

        @Override
        public void apply(RecordedEvent recorded) {
            switch (recorded.event()) {
                case SeedShareCommitted committed -> commitments = commitments.and(committed);
                case SubjectRandomized _ -> randomized++;
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
        return List.of(CommitSeedShare::notCommitted, CommitSeedShare::nobodyRandomized, this::ofTheShareHandedOver);
    }

    @Override
    protected Outcome accept(Command<StudyId, Body> command, State state) {
        return Outcome.recorded(new SeedShareCommitted(
                command.study(), party(command).storedName(), command.body().commitment()));
    }

    private static SeedParty party(Command<StudyId, Body> command) {
        return SeedParty.named(command.actor().role().storedName()).orElseThrow();
    }

    private static @Nullable Refusal notCommitted(Command<StudyId, Body> command, State state) {
        SeedParty party = party(command);
        return state.commitments.of(party).isEmpty() ? null : ALREADY_COMMITTED.with("party", party.storedName());
    }

    private static @Nullable Refusal nobodyRandomized(Command<StudyId, Body> command, State state) {
        return state.randomized == 0 ? null : TOO_LATE.with("randomized", state.randomized);
    }

    private @Nullable Refusal ofTheShareHandedOver(Command<StudyId, Body> command, State state) {
        SeedParty party = party(command);
        boolean fits = shares.of(party).isEmpty()
                || shares.match(command.study(), party, command.body().commitment());
        return fits ? null : OF_ANOTHER_SHARE.with("party", party.storedName());
    }
}
