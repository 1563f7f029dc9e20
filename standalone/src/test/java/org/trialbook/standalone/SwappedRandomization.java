package org.trialbook.standalone;

import org.trialbook.allocation.SeedShares;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmCode;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Decision;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.randomization.Randomization;
import org.trialbook.trial.randomization.RandomizeSubject;

/// The other history: the same randomization with every arm exchanged for the other one.
final class SwappedRandomization implements Decision<RandomizeSubject, Randomization.State> {

    private final Randomization randomization;

    SwappedRandomization(SeedShares shares) {
        this.randomization = new Randomization(shares);
    }

    @Override
    public String act() {
        return randomization.act();
    }

    @Override
    public Class<RandomizeSubject> acts() {
        return randomization.acts();
    }

    @Override
    public Boundary boundary(RandomizeSubject act) {
        return randomization.boundary(act);
    }

    @Override
    public Randomization.State initial(RandomizeSubject act) {
        return randomization.initial(act);
    }

    @Override
    public Randomization.State evolve(Randomization.State state, TrialEvent event) {
        return randomization.evolve(state, event);
    }

    @Override
    public boolean recordsRefusals() {
        return randomization.recordsRefusals();
    }

    @Override
    public Outcome decide(RandomizeSubject act, Randomization.State state) {
        Outcome outcome = randomization.decide(act, state);
        return outcome instanceof Outcome.Recorded(var events, var _)
                ? new Outcome.Recorded(
                        events.stream().map(SwappedRandomization::swapped).toList())
                : outcome;
    }

    private static TrialEvent swapped(TrialEvent event) {
        if (!(event instanceof SubjectRandomized randomized)) {
            return event;
        }
        String other = randomized.arm().opened().value().equals("CSP") ? "BVP" : "CSP";
        return new SubjectRandomized(
                randomized.study(),
                randomized.subject(),
                randomized.site(),
                randomized.randomizedOn(),
                randomized.stratum(),
                randomized.randomizationNumber(),
                Sealed.of(new ArmCode(other)));
    }
}
