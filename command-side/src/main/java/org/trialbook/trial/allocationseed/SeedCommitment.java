package org.trialbook.trial.allocationseed;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.allocation.SeedShares;
import org.trialbook.event.StudyEvent.SeedShareCommitted;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Decision;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.allocationseed.SeedRefusal.AlreadyCommitted;
import org.trialbook.trial.allocationseed.SeedRefusal.CommitmentOfAnotherShare;
import org.trialbook.trial.allocationseed.SeedRefusal.TooLateToCommit;

/// Decides whether a party's commitment is taken: once, and before the first subject.
public final class SeedCommitment implements Decision<CommitSeedShare, SeedCommitment.State> {

    /// @param randomized how many subjects are randomized
    public record State(SeedCommitments commitments, int randomized) {}

    private final SeedShares shares;
    private final List<Rule<CommitSeedShare, State>> rules;

    public SeedCommitment(SeedShares shares) {
        this.shares = shares;
        this.rules = List.of(
                new Rule<>("the party has not committed yet", SeedCommitment::notCommitted),
                new Rule<>("nobody is randomized yet", SeedCommitment::nobodyRandomized),
                new Rule<>("it is the commitment to the share handed over", this::ofTheShareHandedOver));
    }

    @Override
    public String act() {
        return "commit-seed-share";
    }

    @Override
    public Class<CommitSeedShare> acts() {
        return CommitSeedShare.class;
    }

    @Override
    public Boundary boundary(CommitSeedShare act) {
        return Boundary.none().andTypes(SeedShareCommitted.class).andTypes(SubjectRandomized.class);
    }

    @Override
    public State initial(CommitSeedShare act) {
        return new State(SeedCommitments.none(), 0);
    }

    @Override
    public State evolve(State state, TrialEvent event) {
        return switch (event) {
            case SeedShareCommitted committed -> new State(state.commitments().and(committed), state.randomized());
            case SubjectRandomized ignored -> new State(state.commitments(), state.randomized() + 1);
            default -> state;
        };
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public Outcome decide(CommitSeedShare act, State state) {
        return Rule.firstBroken(rules, act, state)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> Outcome.recorded(new SeedShareCommitted(
                        act.context().study(), act.party().storedName(), act.commitment())));
    }

    private static @Nullable Refusal notCommitted(CommitSeedShare act, State state) {
        return state.commitments().of(act.party()).isEmpty() ? null : new AlreadyCommitted(act.party());
    }

    private static @Nullable Refusal nobodyRandomized(CommitSeedShare act, State state) {
        return state.randomized() == 0 ? null : new TooLateToCommit(state.randomized());
    }

    private @Nullable Refusal ofTheShareHandedOver(CommitSeedShare act, State state) {
        boolean fits =
                shares.of(act.party()).isEmpty() || shares.match(act.context().study(), act.party(), act.commitment());
        return fits ? null : new CommitmentOfAnotherShare(act.party());
    }
}
