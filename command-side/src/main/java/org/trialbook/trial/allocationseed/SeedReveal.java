package org.trialbook.trial.allocationseed;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.allocation.SeedParty;
import org.trialbook.allocation.SeedShares;
import org.trialbook.event.StudyEvent.SeedRevealed;
import org.trialbook.event.StudyEvent.SeedShareCommitted;
import org.trialbook.event.StudyEvent.StudyUnblinded;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Decision;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.allocationseed.SeedRefusal.AlreadyRevealed;
import org.trialbook.trial.allocationseed.SeedRefusal.StudyNotUnblinded;

/// Decides whether the seed is revealed: after the study was unblinded, and only the seed that was committed to.
public final class SeedReveal implements Decision<RevealSeed, SeedReveal.State> {

    public record State(SeedCommitments commitments, boolean unblinded, boolean revealed) {}

    private final SeedShares shares;
    private final List<Rule<RevealSeed, State>> rules;

    public SeedReveal(SeedShares shares) {
        this.shares = shares;
        this.rules = List.of(
                new Rule<>("the study is unblinded", SeedReveal::unblinded),
                new Rule<>("the seed is not revealed yet", SeedReveal::notRevealed),
                new Rule<>("the seed is the one committed to", this::committed));
    }

    @Override
    public String act() {
        return "reveal-seed";
    }

    @Override
    public Class<RevealSeed> acts() {
        return RevealSeed.class;
    }

    @Override
    public Boundary boundary(RevealSeed act) {
        return Boundary.none()
                .andTypes(SeedShareCommitted.class)
                .andTypes(StudyUnblinded.class)
                .andTypes(SeedRevealed.class);
    }

    @Override
    public State initial(RevealSeed act) {
        return new State(SeedCommitments.none(), false, false);
    }

    @Override
    public State evolve(State state, TrialEvent event) {
        return switch (event) {
            case SeedShareCommitted committed ->
                new State(state.commitments().and(committed), state.unblinded(), state.revealed());
            case StudyUnblinded ignored -> new State(state.commitments(), true, state.revealed());
            case SeedRevealed ignored -> new State(state.commitments(), state.unblinded(), true);
            default -> state;
        };
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public Outcome decide(RevealSeed act, State state) {
        return Rule.firstBroken(rules, act, state)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> Outcome.recorded(new SeedRevealed(
                        act.context().study(), inClear(SeedParty.SPONSOR), inClear(SeedParty.STATISTICIAN))));
    }

    private String inClear(SeedParty party) {
        return shares.of(party).orElseThrow().hex();
    }

    private static @Nullable Refusal unblinded(RevealSeed act, State state) {
        return state.unblinded() ? null : new StudyNotUnblinded();
    }

    private static @Nullable Refusal notRevealed(RevealSeed act, State state) {
        return state.revealed() ? new AlreadyRevealed() : null;
    }

    private @Nullable Refusal committed(RevealSeed act, State state) {
        return state.commitments().refuse(shares, act.context().study());
    }
}
