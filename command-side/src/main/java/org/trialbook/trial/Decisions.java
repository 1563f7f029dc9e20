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
import org.trialbook.trial.deviation.Deviation;
import org.trialbook.trial.eligibility.Eligibility;
import org.trialbook.trial.implant.Implantation;
import org.trialbook.trial.lock.StudyLocking;
import org.trialbook.trial.lock.UntilLock;
import org.trialbook.trial.publication.Publication;
import org.trialbook.trial.randomization.Randomization;
import org.trialbook.trial.reading.AssignmentByRule;
import org.trialbook.trial.reading.BatchOpening;
import org.trialbook.trial.reading.MediaAttachment;
import org.trialbook.trial.reading.ReadAssignment;
import org.trialbook.trial.reading.ReadClaim;
import org.trialbook.trial.reading.ReadRegistration;
import org.trialbook.trial.reading.ReadRelease;
import org.trialbook.trial.reading.ReadSubmission;
import org.trialbook.trial.reading.RereadSample;
import org.trialbook.trial.registration.Registration;
import org.trialbook.trial.site.SiteOpening;
import org.trialbook.trial.unblinding.CodeBreak;
import org.trialbook.trial.unblinding.EmergencyUnblinding;
import org.trialbook.trial.unblinding.EnvelopeIssue;
import org.trialbook.trial.unblinding.ImpactAssessment;
import org.trialbook.trial.unblinding.InadvertentUnblinding;
import org.trialbook.trial.unblinding.PlannedUnblinding;
import org.trialbook.trial.unblinding.ReadersUnblinding;
import org.trialbook.trial.visit.VisitMissing;
import org.trialbook.trial.visit.VisitRecording;
import org.trialbook.trial.withdrawal.Withdrawal;

/// Every act that can be done, in the order of a trial.
public final class Decisions {

    private Decisions() {}

    public static List<Decision<?, ?>> all(SeedShares shares) {
        return List.of(
                new UntilLock<>(new Publication()),
                new UntilLock<>(new SeedCommitment(shares)),
                new UntilLock<>(new SiteOpening()),
                new UntilLock<>(new Registration()),
                new UntilLock<>(new Consent()),
                new UntilLock<>(new Eligibility()),
                new UntilLock<>(new Randomization(shares)),
                new UntilLock<>(new Implantation()),
                new UntilLock<>(new CrossoverRequest()),
                new UntilLock<>(CrossoverAnswer.approval()),
                new UntilLock<>(CrossoverAnswer.denial()),
                new UntilLock<>(new VisitRecording()),
                new UntilLock<>(new VisitMissing()),
                new UntilLock<>(new Assessment()),
                new UntilLock<>(new CorrectionOfValue()),
                new UntilLock<>(new Withdrawal()),
                new UntilLock<>(new ReadRegistration()),
                new UntilLock<>(new MediaAttachment()),
                new UntilLock<>(new ReadAssignment()),
                new UntilLock<>(new AssignmentByRule()),
                new UntilLock<>(new BatchOpening()),
                new UntilLock<>(new ReadClaim()),
                new UntilLock<>(new ReadRelease()),
                new UntilLock<>(new ReadSubmission()),
                new UntilLock<>(new RereadSample()),
                new UntilLock<>(new Deviation()),
                new EmergencyUnblinding(),
                new EnvelopeIssue(),
                new CodeBreak(),
                new InadvertentUnblinding(),
                new ReadersUnblinding(),
                new ImpactAssessment(),
                new StudyLocking(),
                new PlannedUnblinding(),
                new SeedReveal(shares));
    }
}
