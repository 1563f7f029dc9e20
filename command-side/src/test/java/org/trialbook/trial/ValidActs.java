package org.trialbook.trial;

import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.DeclaredActs.uploaded;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.IMPLANTER;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.READ;
import static org.trialbook.trial.HotCrt.READER;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.SPONSOR;
import static org.trialbook.trial.HotCrt.STATISTICIAN;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.by;

import java.util.List;
import java.util.Map;
import org.trialbook.allocation.SeedParty;
import org.trialbook.event.ArmGuess;
import org.trialbook.event.ItemValue;
import org.trialbook.event.ReadCode;
import org.trialbook.event.StudyEvent.StudyLocked;
import org.trialbook.event.StudyEvent.StudyUnblinded;
import org.trialbook.event.TrialEvent;
import org.trialbook.store.media.StoredMedia;
import org.trialbook.trial.allocationseed.CommitSeedShare;
import org.trialbook.trial.allocationseed.RevealSeed;
import org.trialbook.trial.assessment.RecordAssessment;
import org.trialbook.trial.consent.SignConsent;
import org.trialbook.trial.correction.CorrectValue;
import org.trialbook.trial.crossover.ApproveCrossover;
import org.trialbook.trial.crossover.DenyCrossover;
import org.trialbook.trial.crossover.RequestCrossover;
import org.trialbook.trial.deviation.RecordDeviation;
import org.trialbook.trial.eligibility.ConfirmEligibility;
import org.trialbook.trial.implant.RecordImplantAttempt;
import org.trialbook.trial.lock.LockStudy;
import org.trialbook.trial.publication.PublishProtocol;
import org.trialbook.trial.randomization.RandomizeSubject;
import org.trialbook.trial.reading.AssignRead;
import org.trialbook.trial.reading.AssignReads;
import org.trialbook.trial.reading.AttachMedia;
import org.trialbook.trial.reading.ClaimRead;
import org.trialbook.trial.reading.OpenReadingBatch;
import org.trialbook.trial.reading.RegisterRead;
import org.trialbook.trial.reading.ReleaseRead;
import org.trialbook.trial.reading.SampleRereads;
import org.trialbook.trial.reading.SubmitRead;
import org.trialbook.trial.registration.RegisterSubject;
import org.trialbook.trial.site.OpenSite;
import org.trialbook.trial.unblinding.ApproveUnblinding;
import org.trialbook.trial.unblinding.AssessUnblinding;
import org.trialbook.trial.unblinding.EnterCodeBreak;
import org.trialbook.trial.unblinding.IssueEnvelopes;
import org.trialbook.trial.unblinding.ReportReadUnblinding;
import org.trialbook.trial.unblinding.ReportUnblinding;
import org.trialbook.trial.unblinding.UnblindSubject;
import org.trialbook.trial.visit.MissVisit;
import org.trialbook.trial.visit.RecordVisit;
import org.trialbook.trial.withdrawal.WithdrawSubject;

/// One act of every kind, with a history in which it is recorded.
public final class ValidActs {

    private ValidActs() {}

    /// @param given what was recorded before
    public record Row(Asked<?, ?> act, List<TrialEvent> given) {

        public String name() {
            return act.act().name();
        }

        @Override
        public String toString() {
            return name();
        }
    }

    public static List<Row> all() {
        return List.of(
                new Row(
                        ask(PublishProtocol.class, by(DATA_MANAGER), STUDY, new PublishProtocol.Body(HotCrt.YAML)),
                        List.of()),
                new Row(
                        ask(
                                CommitSeedShare.class,
                                by(SPONSOR),
                                STUDY,
                                new CommitSeedShare.Body(
                                        HotCrt.committed(SeedParty.SPONSOR).commitment())),
                        List.of(HotCrt.published())),
                new Row(
                        ask(
                                OpenSite.class,
                                by(DATA_MANAGER),
                                STUDY,
                                new OpenSite.Body(SITE, "Nordstadt", HotCrt.ZONE.getId())),
                        List.of(HotCrt.published())),
                new Row(
                        ask(
                                RegisterSubject.class,
                                by(COORDINATOR),
                                SITE,
                                new RegisterSubject.Body(HotCrt.REGISTERED, 1955, "female")),
                        HotCrt.openSite()),
                new Row(
                        ask(SignConsent.class, by(COORDINATOR), SUBJECT, new SignConsent.Body(HotCrt.CONSENTED, "2.1")),
                        HotCrt.registered()),
                new Row(
                        ask(
                                ConfirmEligibility.class,
                                by(COORDINATOR),
                                SUBJECT,
                                new ConfirmEligibility.Body(HotCrt.CONFIRMED, HotCrt.eligibleAnswers(), null)),
                        HotCrt.consented()),
                new Row(
                        ask(
                                RandomizeSubject.class,
                                HotCrt.at(INVESTIGATOR, HotCrt.RANDOMIZED),
                                SUBJECT,
                                new RandomizeSubject.Body()),
                        HotCrt.eligible()),
                new Row(
                        ask(
                                RecordImplantAttempt.class,
                                by(IMPLANTER),
                                SUBJECT,
                                new RecordImplantAttempt.Body(HotCrt.IMPLANTED, HotCrt.attempt("coronary-sinus"))),
                        HotCrt.randomized(HotCrt.BVP)),
                new Row(
                        ask(
                                RequestCrossover.class,
                                by(IMPLANTER),
                                SUBJECT,
                                new RequestCrossover.Body("phrenic-capture", "in every branch")),
                        HotCrt.randomized(HotCrt.BVP)),
                new Row(
                        ask(ApproveCrossover.class, by(INVESTIGATOR), SUBJECT, new ApproveCrossover.Body(1, "seen")),
                        HotCrt.crossoverRequested()),
                new Row(
                        ask(DenyCrossover.class, by(INVESTIGATOR), SUBJECT, new DenyCrossover.Body(1, "try again")),
                        HotCrt.crossoverRequested()),
                new Row(
                        ask(
                                RecordVisit.class,
                                by(COORDINATOR),
                                SUBJECT,
                                new RecordVisit.Body("month-3", HotCrt.IMPLANTED.plusDays(91))),
                        HotCrt.implanted()),
                new Row(
                        ask(MissVisit.class, by(COORDINATOR), SUBJECT, new MissVisit.Body("month-3", "no-show")),
                        HotCrt.implanted()),
                new Row(
                        ask(
                                RecordAssessment.class,
                                by(INVESTIGATOR),
                                SUBJECT,
                                new RecordAssessment.Body("pre-implant", "ecg", HotCrt.CONSENTED, HotCrt.ecg())),
                        HotCrt.consented()),
                new Row(
                        ask(
                                CorrectValue.class,
                                by(INVESTIGATOR),
                                SUBJECT,
                                new CorrectValue.Body(
                                        "pre-implant",
                                        "ecg",
                                        "qrs-duration",
                                        new ItemValue("142", "ms"),
                                        new ItemValue("124", "ms"),
                                        "digits swapped")),
                        HotCrt.ecgRecorded()),
                new Row(
                        ask(
                                WithdrawSubject.class,
                                by(INVESTIGATOR),
                                SUBJECT,
                                new WithdrawSubject.Body(HotCrt.CONFIRMED, "consent-withdrawn", "no more visits")),
                        HotCrt.consented()),
                new Row(
                        ask(
                                RegisterRead.class,
                                by(COORDINATOR),
                                SUBJECT,
                                new RegisterRead.Body("pre-implant", "ecg", "archive/1", "ab".repeat(32))),
                        HotCrt.consented()),
                new Row(
                        ask(
                                AttachMedia.class,
                                by(COORDINATOR),
                                READ,
                                new AttachMedia.Body(
                                        uploaded(new StoredMedia("cd".repeat(32), "application/dicom", 700)))),
                        HotCrt.readRegistered()),
                new Row(
                        ask(AssignRead.class, by(DATA_MANAGER), READ, new AssignRead.Body(READER.id())),
                        HotCrt.readRegistered()),
                new Row(
                        ask(
                                AssignReads.class,
                                by(DATA_MANAGER),
                                "reads",
                                new AssignReads.Body("ecg", List.of(READER.id()), "few")),
                        HotCrt.readRegistered()),
                new Row(
                        ask(OpenReadingBatch.class, by(DATA_MANAGER), "reads", new OpenReadingBatch.Body("ecg", "few")),
                        HotCrt.readRegistered()),
                new Row(ask(ClaimRead.class, by(READER), "reads", new ClaimRead.Body("ecg")), HotCrt.readInBatch()),
                new Row(
                        ask(ReleaseRead.class, by(READER), READ, new ReleaseRead.Body("on leave")),
                        HotCrt.readAssigned()),
                new Row(submit(READ), HotCrt.readAssigned()),
                new Row(
                        ask(
                                SampleRereads.class,
                                by(DATA_MANAGER),
                                "reads",
                                new SampleRereads.Body("ecg", "intra-reader", 1)),
                        HotCrt.readSubmitted()),
                new Row(
                        ask(
                                RecordDeviation.class,
                                by(COORDINATOR),
                                SUBJECT,
                                new RecordDeviation.Body("wrong-stratum", HotCrt.RANDOMIZED, "ischaemic")),
                        HotCrt.randomized(HotCrt.BVP)),
                new Row(
                        ask(
                                UnblindSubject.class,
                                by(INVESTIGATOR),
                                SUBJECT,
                                new UnblindSubject.Body("urgent-procedure", "Dr. Noether", "revision")),
                        HotCrt.randomized(HotCrt.BVP)),
                new Row(
                        ask(IssueEnvelopes.class, by(STATISTICIAN), SITE, new IssueEnvelopes.Body()),
                        HotCrt.randomized(HotCrt.BVP)),
                new Row(
                        ask(
                                EnterCodeBreak.class,
                                by(INVESTIGATOR, HotCrt.IMPLANTED),
                                SUBJECT,
                                new EnterCodeBreak.Body(1, "urgent-procedure", "Dr. Noether", "at night")),
                        HotCrt.and(HotCrt.randomized(HotCrt.BVP), HotCrt.envelopes(1, SUBJECT))),
                new Row(
                        ask(
                                ReportUnblinding.class,
                                by(COORDINATOR),
                                SUBJECT,
                                new ReportUnblinding.Body("document", "C. Costa", HotCrt.IMPLANTED, "a letter")),
                        HotCrt.randomized(HotCrt.BVP)),
                new Row(
                        ask(
                                ReportReadUnblinding.class,
                                by(READER),
                                READ,
                                new ReportReadUnblinding.Body("document", HotCrt.IMPLANTED, "a letter")),
                        HotCrt.readAssigned()),
                new Row(
                        ask(
                                AssessUnblinding.class,
                                by(INVESTIGATOR),
                                SUBJECT,
                                new AssessUnblinding.Body(1, "no-impact", "no later visit")),
                        HotCrt.unblinded()),
                new Row(
                        ask(LockStudy.class, by(DATA_MANAGER), STUDY, new LockStudy.Body("last visit done")),
                        List.of(HotCrt.published())),
                new Row(
                        ask(ApproveUnblinding.class, by(STATISTICIAN), STUDY, new ApproveUnblinding.Body()),
                        List.of(HotCrt.published(), new StudyLocked(HotCrt.STUDY, "done"))),
                new Row(
                        ask(RevealSeed.class, by(STATISTICIAN), STUDY, new RevealSeed.Body()),
                        HotCrt.and(
                                HotCrt.randomized(HotCrt.BVP),
                                new StudyUnblinded(HotCrt.STUDY, List.of("statistician", "sponsor"), 1))));
    }

    private static Asked<?, ?> submit(ReadCode read) {
        return ask(
                SubmitRead.class,
                by(READER),
                read,
                new SubmitRead.Body(
                        Map.of("qrs-duration", new ItemValue("130", "ms"), "morphology", ItemValue.of("paced")),
                        null,
                        new ArmGuess(null, null)));
    }
}
