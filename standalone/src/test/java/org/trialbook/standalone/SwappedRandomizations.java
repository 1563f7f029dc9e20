package org.trialbook.standalone;

import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.Fold;
import org.trialbook.event.ArmCode;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Decider;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.StudyWide;

/// The other history: the same randomization with every arm exchanged for the other one.
record SwappedRandomizations<C, S extends Fold>(Decider<C, S> randomization) implements Decider<C, S> {

    @Override
    public Boundary boundary(C command) {
        return randomization.boundary(command);
    }

    @Override
    public Boundary further(C command, S state) {
        return randomization.further(command, state);
    }

    @Override
    public S initial(C command) {
        return randomization.initial(command);
    }

    @Override
    public @Nullable StudyWide studyWide(S state) {
        return randomization.studyWide(state);
    }

    @Override
    public @Nullable Refusal objection(C command, S state) {
        return randomization.objection(command, state);
    }

    @Override
    public Outcome decide(C command, S state) {
        Outcome outcome = randomization.decide(command, state);
        return outcome instanceof Outcome.Recorded recorded
                ? new Outcome.Recorded(recorded.events().stream()
                        .map(SwappedRandomizations::swapped)
                        .toList())
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
