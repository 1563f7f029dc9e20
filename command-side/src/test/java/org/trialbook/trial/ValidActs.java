package org.trialbook.trial;

import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.IMPLANTER;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.OTHER_READ;
import static org.trialbook.trial.HotCrt.READ;
import static org.trialbook.trial.HotCrt.READER;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.SPONSOR;
import static org.trialbook.trial.HotCrt.STATISTICIAN;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.by;

import java.util.List;
import java.util.Map;
import org.trialbook.allocation.SeedParty;
import org.trialbook.event.ArmGuess;
import org.trialbook.event.ReadCode;
import org.trialbook.event.StudyEvent.StudyLocked;
import org.trialbook.event.StudyEvent.StudyUnblinded;
import org.trialbook.event.TrialEvent;
import org.trialbook.event.Value;
import org.trialbook.protocol.ProtocolFile;
import org.trialbook.store.media.StoredMedia;
import org.trialbook.trial.act.Act;
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
import org.trialbook.trial.reading.Lot;
import org.trialbook.trial.reading.OpenReadingBatch;
import org.trialbook.trial.reading.ReadFamily;
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
    public record Row(Act act, List<TrialEvent> given) {

        public String name() {
            return Scenario.decisionOf(act).act();
        }

        @Override
        public String toString() {
            return name();
        }
    }

    public static List<Row> all() {
        return List.of(
                new Row(
                        new PublishProtocol(by(DATA_MANAGER), HotCrt.YAML, ProtocolFile.read("p", HotCrt.YAML), false),
                        List.of()),
                new Row(
                        new CommitSeedShare(
                                by(SPONSOR),
                                SeedParty.SPONSOR,
                                HotCrt.committed(SeedParty.SPONSOR).commitment()),
                        List.of(HotCrt.published())),
                new Row(new OpenSite(by(DATA_MANAGER), SITE, "Nordstadt", HotCrt.ZONE), List.of(HotCrt.published())),
                new Row(
                        new RegisterSubject(by(COORDINATOR), SITE, HotCrt.REGISTERED, 1955, "female"),
                        HotCrt.openSite()),
                new Row(new SignConsent(by(COORDINATOR), SUBJECT, HotCrt.CONSENTED, "2.1"), HotCrt.registered()),
                new Row(
                        new ConfirmEligibility(
                                by(COORDINATOR), SUBJECT, HotCrt.CONFIRMED, HotCrt.eligibleAnswers(), null),
                        HotCrt.consented()),
                new Row(new RandomizeSubject(HotCrt.at(INVESTIGATOR, HotCrt.RANDOMIZED), SUBJECT), HotCrt.eligible()),
                new Row(
                        new RecordImplantAttempt(
                                by(IMPLANTER), SUBJECT, HotCrt.IMPLANTED, HotCrt.attempt("coronary-sinus")),
                        HotCrt.randomized(HotCrt.BVP)),
                new Row(
                        new RequestCrossover(by(IMPLANTER), SUBJECT, "phrenic-capture", "in every branch"),
                        HotCrt.randomized(HotCrt.BVP)),
                new Row(new ApproveCrossover(by(INVESTIGATOR), SUBJECT, 1, "seen"), HotCrt.crossoverRequested()),
                new Row(new DenyCrossover(by(INVESTIGATOR), SUBJECT, 1, "try again"), HotCrt.crossoverRequested()),
                new Row(
                        new RecordVisit(by(COORDINATOR), SUBJECT, "month-3", HotCrt.IMPLANTED.plusDays(91)),
                        HotCrt.implanted()),
                new Row(new MissVisit(by(COORDINATOR), SUBJECT, "month-3", "no-show"), HotCrt.implanted()),
                new Row(
                        new RecordAssessment(
                                by(INVESTIGATOR), SUBJECT, "pre-implant", "ecg", HotCrt.CONSENTED, HotCrt.ecg()),
                        HotCrt.consented()),
                new Row(
                        new CorrectValue(
                                by(INVESTIGATOR),
                                SUBJECT,
                                "pre-implant",
                                "ecg",
                                "qrs-duration",
                                new Value("142", "ms"),
                                new Value("124", "ms"),
                                "digits swapped"),
                        HotCrt.ecgRecorded()),
                new Row(
                        new WithdrawSubject(
                                by(INVESTIGATOR), SUBJECT, HotCrt.CONFIRMED, "consent-withdrawn", "no more visits"),
                        HotCrt.consented()),
                new Row(
                        new RegisterRead(
                                by(COORDINATOR),
                                READ,
                                OTHER_READ,
                                SUBJECT,
                                "pre-implant",
                                "ecg",
                                "archive/1",
                                "ab".repeat(32),
                                null),
                        HotCrt.consented()),
                new Row(
                        new AttachMedia(
                                by(COORDINATOR),
                                READ,
                                ReadFamily.alone(READ),
                                new StoredMedia("cd".repeat(32), "application/dicom", 700)),
                        HotCrt.readRegistered()),
                new Row(
                        new AssignRead(by(DATA_MANAGER), READ, ReadFamily.alone(READ), READER.id()),
                        HotCrt.readRegistered()),
                new Row(
                        new AssignReads(by(DATA_MANAGER), "ecg", List.of(READER.id()), "few", List.of(), new Lot("1")),
                        HotCrt.readRegistered()),
                new Row(
                        new OpenReadingBatch(by(DATA_MANAGER), "ecg", "few", List.of(), new Lot("1")),
                        HotCrt.readRegistered()),
                new Row(new ClaimRead(by(READER), "ecg", new Lot("1")), HotCrt.readInBatch()),
                new Row(new ReleaseRead(by(READER), READ, ReadFamily.alone(READ), "on leave"), HotCrt.readAssigned()),
                new Row(submit(READ), HotCrt.readAssigned()),
                new Row(
                        new SampleRereads(by(DATA_MANAGER), "ecg", "intra-reader", List.of(OTHER_READ), new Lot("1")),
                        HotCrt.readSubmitted()),
                new Row(
                        new RecordDeviation(by(COORDINATOR), SUBJECT, "wrong-stratum", HotCrt.RANDOMIZED, "ischaemic"),
                        HotCrt.randomized(HotCrt.BVP)),
                new Row(
                        new UnblindSubject(by(INVESTIGATOR), SUBJECT, "urgent-procedure", "Dr. Noether", "revision"),
                        HotCrt.randomized(HotCrt.BVP)),
                new Row(new IssueEnvelopes(by(STATISTICIAN), SITE), HotCrt.randomized(HotCrt.BVP)),
                new Row(
                        new EnterCodeBreak(
                                by(INVESTIGATOR, HotCrt.IMPLANTED),
                                SUBJECT,
                                1,
                                "urgent-procedure",
                                "Dr. Noether",
                                "at night"),
                        HotCrt.and(HotCrt.randomized(HotCrt.BVP), HotCrt.envelopes(1, SUBJECT))),
                new Row(
                        new ReportUnblinding(
                                by(COORDINATOR), SUBJECT, "document", "C. Costa", HotCrt.IMPLANTED, "a letter"),
                        HotCrt.randomized(HotCrt.BVP)),
                new Row(
                        new ReportReadUnblinding(
                                by(READER), READ, ReadFamily.alone(READ), "document", HotCrt.IMPLANTED, "a letter"),
                        HotCrt.readAssigned()),
                new Row(
                        new AssessUnblinding(by(INVESTIGATOR), SUBJECT, 1, "no-impact", "no later visit"),
                        HotCrt.unblinded()),
                new Row(new LockStudy(by(DATA_MANAGER), "last visit done"), List.of(HotCrt.published())),
                new Row(
                        new ApproveUnblinding(by(STATISTICIAN)),
                        List.of(HotCrt.published(), new StudyLocked(HotCrt.STUDY, "done"))),
                new Row(
                        new RevealSeed(by(STATISTICIAN)),
                        HotCrt.and(
                                HotCrt.randomized(HotCrt.BVP),
                                new StudyUnblinded(HotCrt.STUDY, List.of("statistician", "sponsor"), 1))));
    }

    private static SubmitRead submit(ReadCode read) {
        return new SubmitRead(
                by(READER),
                read,
                ReadFamily.alone(read),
                Map.of("qrs-duration", new Value("130", "ms"), "morphology", Value.of("paced")),
                null,
                new ArmGuess(null, null));
    }
}
