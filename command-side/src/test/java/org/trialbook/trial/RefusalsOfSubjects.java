package org.trialbook.trial;

import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.CONFIRMED;
import static org.trialbook.trial.HotCrt.CONSENTED;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.CSP;
import static org.trialbook.trial.HotCrt.IMPLANTED;
import static org.trialbook.trial.HotCrt.IMPLANTER;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.RANDOMIZED;
import static org.trialbook.trial.HotCrt.REGISTERED;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.TODAY;
import static org.trialbook.trial.HotCrt.at;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.eligibleAnswers;
import static org.trialbook.trial.HotCrt.with;
import static org.trialbook.trial.RefusalExample.ask;
import static org.trialbook.trial.RefusalExample.refused;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.Role;
import org.trialbook.allocation.SeedParty;
import org.trialbook.allocation.SeedShare;
import org.trialbook.allocation.SeedShares;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ItemValue;
import org.trialbook.event.StudyEvent.SeedShareCommitted;
import org.trialbook.event.StudyEvent.StudyUnblinded;
import org.trialbook.event.SubjectEvent.AssessmentRecorded;
import org.trialbook.event.SubjectEvent.CrossoverApproved;
import org.trialbook.event.SubjectEvent.ImplantAttempted;
import org.trialbook.event.SubjectEvent.SubjectDiscontinued;
import org.trialbook.event.SubjectEvent.VisitMissed;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.CommandContext;
import org.trialbook.trial.assessment.RecordAssessment;
import org.trialbook.trial.consent.SignConsent;
import org.trialbook.trial.correction.CorrectValue;
import org.trialbook.trial.crossover.ApproveCrossover;
import org.trialbook.trial.crossover.DenyCrossover;
import org.trialbook.trial.crossover.RequestCrossover;
import org.trialbook.trial.deviation.RecordDeviation;
import org.trialbook.trial.eligibility.ConfirmEligibility;
import org.trialbook.trial.implant.RecordImplantAttempt;
import org.trialbook.trial.randomization.RandomizeSubject;
import org.trialbook.trial.registration.RegisterSubject;
import org.trialbook.trial.unblinding.AssessUnblinding;
import org.trialbook.trial.unblinding.EnterCodeBreak;
import org.trialbook.trial.unblinding.ReportUnblinding;
import org.trialbook.trial.unblinding.UnblindSubject;
import org.trialbook.trial.visit.MissVisit;
import org.trialbook.trial.visit.RecordVisit;
import org.trialbook.trial.withdrawal.WithdrawSubject;

/// Acts on a subject that are refused, on the way through the trial.
final class RefusalsOfSubjects {
    private static final ItemValue WAS = new ItemValue("142", "ms");
    private static final ItemValue IS = new ItemValue("124", "ms");
    private static final Map<String, ItemValue> NYHA = Map.of("nyha-class", ItemValue.of("II"));
    private static final Caller ASKED_FOR_IT = new Caller(IMPLANTER.id(), IMPLANTER.name(), Role.INVESTIGATOR, SITE);
    /// A lead is placed before the allocation, as in MIRACLE.
    private static final String AFTER_SUCCESS = HotCrt.YAML.replaceAll("(?s)order:\\n.*?\\nimplant:", """
            order:
              randomize: [record-implant-attempt(succeeded)]
              record-implant-attempt: [confirm-eligibility]

            implant:""");

    private RefusalsOfSubjects() {}

    static List<RefusalExample> examples() {
        return List.of(
                // Registration and consent.
                refused("no-protocol", register(REGISTERED, 1955), List.of()),
                refused("site-not-open", register(REGISTERED, 1955), List.of(HotCrt.published())),
                refused("in-the-future", register(TODAY.plusDays(1), 1955), HotCrt.openSite()),
                refused("implausible-birth-year", register(REGISTERED, 1905), HotCrt.openSite()),
                refused("site-has-no-number-left", register(REGISTERED, 1955), HotCrt.openSite(), everyNumber()),
                refused("no-such-subject", sign(CONSENTED), HotCrt.openSite()),
                refused("too-early", sign(REGISTERED.minusDays(1)), HotCrt.registered()),
                // Eligibility.
                refused("already-recorded", confirm(eligibleAnswers(), null), HotCrt.eligible()),
                refused("already-randomized", confirm(eligibleAnswers(), "typing error"), HotCrt.randomized(BVP)),
                refused("invalid-answers", confirm(answered("lvef", "31.5", "mm"), null), HotCrt.consented()),
                refused("age-contradicts-birth-year", confirm(answered("age", "20", "a"), null), HotCrt.consented()),
                // Randomization.
                refused("out-of-order", randomize(INVESTIGATOR), HotCrt.consented()),
                refused("already-randomized", randomize(INVESTIGATOR), HotCrt.randomized(BVP)),
                refused("target-reached", randomize(INVESTIGATOR), HotCrt.eligible(), others(100)),
                refused(
                        "happens-when-recorded",
                        ask(RandomizeSubject.class, by(INVESTIGATOR, RANDOMIZED), new RandomizeSubject.Body()),
                        HotCrt.eligible()),
                refused("seed-not-committed", randomize(INVESTIGATOR), uncommitted()),
                refused("seed-share-missing", randomizeFrom(SeedShares.none()), HotCrt.eligible()),
                refused("seed-share-differs", randomizeFrom(othersShares()), HotCrt.eligible()),
                refused("waits-for-what-is-sealed", randomize(COORDINATOR), eligibleAfterSuccess(), failedAttempt()),
                refused("no-successful-attempt", randomize(IMPLANTER), eligibleAfterSuccess(), failedAttempt()),
                // Implant and crossover.
                refused(
                        "invalid-implant-attempt",
                        ask(
                                RecordImplantAttempt.class,
                                by(IMPLANTER),
                                new RecordImplantAttempt.Body(IMPLANTED, HotCrt.attempt("epicardial"))),
                        HotCrt.randomized(BVP)),
                refused("crossover-pending", crossOver("phrenic-capture"), HotCrt.crossoverRequested()),
                refused("already-crossed-over", crossOver("limited-branches"), HotCrt.crossoverRequested(), approved()),
                refused("crossover-reason-not-permitted", crossOver("qrs-not-narrowed"), HotCrt.randomized(BVP)),
                refused(
                        "no-such-crossover-pending",
                        ask(DenyCrossover.class, by(INVESTIGATOR), new DenyCrossover.Body(1, "")),
                        HotCrt.randomized(BVP)),
                refused(
                        "own-crossover-request",
                        ask(ApproveCrossover.class, by(ASKED_FOR_IT), new ApproveCrossover.Body(1, "")),
                        HotCrt.crossoverRequested()),
                // Visits and forms.
                refused("visit-has-no-anchor-yet", visit("month-3"), HotCrt.consented()),
                refused("unknown-code", visit("month-12"), HotCrt.implanted()),
                refused("already-recorded", miss(by(COORDINATOR)), HotCrt.implanted(), missed("month-3")),
                refused("visit-window-still-open", miss(by(COORDINATOR, IMPLANTED.plusDays(91))), HotCrt.implanted()),
                refused("visit-took-place", miss(by(COORDINATOR)), HotCrt.implanted(), nyhaRecorded()),
                refused("visit-was-missed", fillIn(COORDINATOR, "nyha", NYHA), HotCrt.implanted(), missed("month-6")),
                refused("form-reveals-the-arm", fillIn(COORDINATOR, "ecg", HotCrt.ecg()), HotCrt.implanted()),
                refused("form-not-recorded", correct(WAS, IS), HotCrt.consented()),
                refused("value-differs", correct(new ItemValue("143", "ms"), IS), HotCrt.ecgRecorded()),
                refused("nothing-changes", correct(WAS, WAS), HotCrt.ecgRecorded()),
                // Deviations and withdrawal.
                refused(
                        "unknown-code",
                        ask(
                                RecordDeviation.class,
                                by(COORDINATOR),
                                new RecordDeviation.Body("bored", RANDOMIZED, "seen at the visit")),
                        HotCrt.randomized(BVP)),
                refused("too-long-ago", withdraw(LocalDate.of(1926, 3, 20)), HotCrt.consented()),
                refused("recorded-for-a-later-day", withdraw(CONSENTED), HotCrt.eligible()),
                refused("subject-has-withdrawn", withdraw(CONFIRMED), HotCrt.consented(), withdrawn()),
                // Unblinding.
                refused("unknown-code", unblind("document"), HotCrt.randomized(BVP)),
                refused("study-is-unblinded", unblind("other"), HotCrt.randomized(BVP), unblinded()),
                refused(
                        "not-in-the-envelopes",
                        ask(
                                EnterCodeBreak.class,
                                by(INVESTIGATOR, IMPLANTED),
                                new EnterCodeBreak.Body(1, "urgent-procedure", "Dr. Noether", "at night")),
                        HotCrt.randomized(BVP)),
                refused(
                        "too-early",
                        ask(
                                ReportUnblinding.class,
                                by(COORDINATOR),
                                new ReportUnblinding.Body("document", "C. Costa", CONFIRMED, "a letter")),
                        HotCrt.randomized(BVP)),
                refused(
                        "no-such-unblinding",
                        ask(
                                AssessUnblinding.class,
                                by(INVESTIGATOR),
                                new AssessUnblinding.Body(2, "no-impact", "no later visit")),
                        HotCrt.unblinded()));
    }

    // ---- what is asked

    private static Asked<?, ?> register(LocalDate on, int birthYear) {
        return Asked.ask(
                RegisterSubject.class, by(COORDINATOR), SITE, new RegisterSubject.Body(on, birthYear, "female"));
    }

    private static Asked<?, ?> sign(LocalDate on) {
        return ask(SignConsent.class, by(COORDINATOR), new SignConsent.Body(on, "2.1"));
    }

    private static Asked<?, ?> confirm(Map<String, ItemValue> answers, @Nullable String because) {
        return ask(ConfirmEligibility.class, by(COORDINATOR), new ConfirmEligibility.Body(CONFIRMED, answers, because));
    }

    private static Map<String, ItemValue> answered(String item, String value, String unit) {
        return with(eligibleAnswers(), item, new ItemValue(value, unit));
    }

    private static Asked<?, ?> randomize(Caller caller) {
        return ask(RandomizeSubject.class, at(caller, RANDOMIZED), new RandomizeSubject.Body());
    }

    private static Asked<?, ?> randomizeFrom(SeedShares shares) {
        return new Asked<>(
                new RandomizeSubject(shares),
                new Command<>(at(INVESTIGATOR, RANDOMIZED), SUBJECT, new RandomizeSubject.Body()));
    }

    private static Asked<?, ?> crossOver(String reason) {
        return ask(RequestCrossover.class, by(IMPLANTER), new RequestCrossover.Body(reason, "tried for an hour"));
    }

    private static Asked<?, ?> visit(String code) {
        return ask(RecordVisit.class, by(COORDINATOR), new RecordVisit.Body(code, TODAY));
    }

    private static Asked<?, ?> miss(CommandContext context) {
        return ask(MissVisit.class, context, new MissVisit.Body("month-3", "no-show"));
    }

    private static Asked<?, ?> fillIn(Caller caller, String form, Map<String, ItemValue> values) {
        return ask(RecordAssessment.class, by(caller), new RecordAssessment.Body("month-6", form, TODAY, values));
    }

    private static Asked<?, ?> correct(ItemValue from, ItemValue to) {
        return ask(
                CorrectValue.class,
                by(INVESTIGATOR),
                new CorrectValue.Body("pre-implant", "ecg", "qrs-duration", from, to, "digits swapped"));
    }

    private static Asked<?, ?> withdraw(LocalDate on) {
        return ask(WithdrawSubject.class, by(INVESTIGATOR), new WithdrawSubject.Body(on, "death", ""));
    }

    private static Asked<?, ?> unblind(String reason) {
        return ask(
                UnblindSubject.class,
                at(INVESTIGATOR, IMPLANTED),
                new UnblindSubject.Body(reason, "Dr. Noether", "why"));
    }

    // ---- what was recorded

    private static TrialEvent[] everyNumber() {
        return IntStream.rangeClosed(1, 9_999)
                .mapToObj(number -> HotCrt.registered(new SubjectId("01-%03d".formatted(number))))
                .toArray(TrialEvent[]::new);
    }

    private static TrialEvent[] others(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> HotCrt.randomized(
                        new SubjectId("02-%03d".formatted(number)), "aetiology=ischaemic;site=02", number, CSP))
                .toArray(TrialEvent[]::new);
    }

    private static List<TrialEvent> uncommitted() {
        return HotCrt.eligible().stream()
                .filter(event -> !(event instanceof SeedShareCommitted))
                .toList();
    }

    private static SeedShares othersShares() {
        SeedShare share = HotCrt.SHARES.of(SeedParty.STATISTICIAN).orElseThrow();
        return SeedShares.of(share, share);
    }

    private static List<TrialEvent> eligibleAfterSuccess() {
        return HotCrt.and(HotCrt.eligible(), HotCrt.published("2", AFTER_SUCCESS));
    }

    private static ImplantAttempted failedAttempt() {
        return new ImplantAttempted(
                STUDY, SUBJECT, SITE, CONFIRMED, 1, Sealed.of(HotCrt.failed(HotCrt.attempt("coronary-sinus"))));
    }

    private static CrossoverApproved approved() {
        return new CrossoverApproved(STUDY, SUBJECT, SITE, 1, INVESTIGATOR.id(), Sealed.of(""));
    }

    private static VisitMissed missed(String visit) {
        return new VisitMissed(STUDY, SUBJECT, SITE, visit, "no-show", null);
    }

    private static AssessmentRecorded nyhaRecorded() {
        return new AssessmentRecorded(STUDY, SUBJECT, SITE, "month-3", "nyha", IMPLANTED.plusDays(91), NYHA, null);
    }

    private static SubjectDiscontinued withdrawn() {
        return new SubjectDiscontinued(STUDY, SUBJECT, SITE, CONSENTED, "death", Sealed.of(""));
    }

    private static StudyUnblinded unblinded() {
        return new StudyUnblinded(STUDY, List.of("statistician", "sponsor"), 1);
    }
}
