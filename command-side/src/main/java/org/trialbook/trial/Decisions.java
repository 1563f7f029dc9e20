package org.trialbook.trial;

import java.util.List;
import org.trialbook.allocation.SeedShares;
import org.trialbook.trial.act.Decision;
import org.trialbook.trial.allocationseed.SeedCommitment;
import org.trialbook.trial.allocationseed.SeedReveal;
import org.trialbook.trial.assessment.Assessment;
import org.trialbook.trial.consent.Consent;
import org.trialbook.trial.correction.CorrectionOfValue;
import org.trialbook.trial.crossover.CrossoverAnswer;
import org.trialbook.trial.crossover.CrossoverRequest;
import org.trialbook.trial.eligibility.Eligibility;
import org.trialbook.trial.implant.Implantation;
import org.trialbook.trial.publication.Publication;
import org.trialbook.trial.randomization.Randomization;
import org.trialbook.trial.reading.ReadAssignment;
import org.trialbook.trial.reading.ReadRegistration;
import org.trialbook.trial.reading.ReadSubmission;
import org.trialbook.trial.registration.Registration;
import org.trialbook.trial.site.SiteOpening;
import org.trialbook.trial.visit.VisitMissing;
import org.trialbook.trial.visit.VisitRecording;
import org.trialbook.trial.withdrawal.Withdrawal;

/// Every act that can be done, in the order of a trial.
public final class Decisions {

    private Decisions() {}

    public static List<Decision<?, ?>> all(SeedShares shares) {
        return List.of(
                new Publication(),
                new SeedCommitment(shares),
                new SiteOpening(),
                new Registration(),
                new Consent(),
                new Eligibility(),
                new Randomization(shares),
                new Implantation(),
                new CrossoverRequest(),
                CrossoverAnswer.approval(),
                CrossoverAnswer.denial(),
                new VisitRecording(),
                new VisitMissing(),
                new Assessment(),
                new CorrectionOfValue(),
                new Withdrawal(),
                new ReadRegistration(),
                new ReadAssignment(),
                new ReadSubmission(),
                new SeedReveal(shares));
    }
}
