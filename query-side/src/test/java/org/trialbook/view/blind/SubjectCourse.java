package org.trialbook.view.blind;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Role;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ActRefused;
import org.trialbook.event.ActRefusedVersion1;
import org.trialbook.event.ArmCode;
import org.trialbook.event.Correction;
import org.trialbook.event.Crossover;
import org.trialbook.event.FormEvent;
import org.trialbook.event.FormInstance;
import org.trialbook.event.FoundDeviation;
import org.trialbook.event.ImplantAttempt;
import org.trialbook.event.ImplantAttemptVersion1;
import org.trialbook.event.ItemValue;
import org.trialbook.event.RuleEvent;
import org.trialbook.event.SiteId;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectId;
import org.trialbook.event.VisitWindow;
import org.trialbook.ledger.EventLine;
import org.trialbook.view.projection.Story;

/// One subject's way through the trial, step by step.
final class SubjectCourse {

    private static final List<String> LEADS = List.of("his", "left-bundle", "coronary-sinus");
    private static final List<String> TARGETS = List.of("his-distal", "septum", "lateral-vein", "posterolateral-vein");
    private static final List<String> FAILURES =
            List.of("phrenic-capture", "qrs-not-narrowed", "limited-branches", "unstable-or-high-output");
    private static final List<String> CAPTURES =
            List.of("selective-his", "non-selective-left-bundle", "left-septal", "biventricular", "right-ventricular");
    private static final List<String> VISITS = List.of("discharge", "week-2", "month-3", "month-6");

    private final GeneratedTrial trial;
    private final ReadDeeds reads;
    final SubjectId subject;
    final SiteId site;
    final @Nullable ArmCode arm;
    private final Deque<Runnable> steps = new ArrayDeque<>();
    private final int fate;
    private final CasebookDeeds casebook;
    private final QueryDeeds queries;
    private final CorrectionDeeds corrections;

    /// @param fate 1: not eligible; 2: everything happens; 3: withdraws early; 4 and more: an ordinary course
    SubjectCourse(GeneratedTrial trial, ReadDeeds reads, String subject, int fate) {
        this.trial = trial;
        this.reads = reads;
        this.subject = new SubjectId(subject);
        this.site = this.subject.site();
        this.fate = fate;
        this.casebook = new CasebookDeeds(trial, this, fate == 2);
        this.queries = new QueryDeeds(trial, this, fate == 2);
        this.corrections = new CorrectionDeeds(trial, this, fate == 2);
        this.arm = fate == 1 ? null : trial.secrets.nextArm();
        steps.add(this::register);
        steps.add(this::consent);
        steps.add(this::assess);
        if (arm != null) {
            steps.add(() -> randomize(arm));
            steps.add(() -> implant(arm));
            if (fate == 2 || trial.oneIn(3)) {
                steps.add(this::deviate);
            }
            if (fate == 2 || trial.oneIn(3)) {
                steps.add(this::unblind);
            }
            VISITS.forEach(visit -> steps.add(() -> visit(visit)));
            steps.add(() -> {
                interrogations();
                numbered();
                add();
            });
            steps.add(() -> {
                correctLate("discharge");
                corrections.putRight();
                corrections.note();
                corrections.attempt(attempt());
                corrections.otherArmTreatment();
            });
            if (fate == 3 || trial.oneIn(5)) {
                steps.add(this::withdraw);
            }
        }
    }

    /// @return whether there is more to come
    boolean advance() {
        steps.removeFirst().run();
        return !steps.isEmpty();
    }

    EventLine.Actor by(Role role) {
        return People.at(role, site.value());
    }

    private void register() {
        trial.done(
                by(Role.COORDINATOR),
                new SubjectEvent.SubjectRegistered(
                        Story.STUDY,
                        subject,
                        site,
                        trial.day(trial.open.nextInt(10)),
                        1930 + trial.open.nextInt(50),
                        trial.one(List.of("female", "male", "other"))));
    }

    private void consent() {
        trial.done(
                by(Role.INVESTIGATOR),
                new SubjectEvent.ConsentSigned(Story.STUDY, subject, site, trial.day(trial.open.nextInt(10)), "3"));
    }

    private void assess() {
        Map<String, ItemValue> answers = new TreeMap<>(
                Map.of("age", new ItemValue("" + (20 + trial.open.nextInt(70)), "a"), "nyha", ItemValue.of("III")));
        trial.done(
                by(Role.COORDINATOR),
                fate == 1
                        ? new SubjectEvent.ScreenFailed(
                                Story.STUDY, subject, site, trial.day(11), answers, List.of("adult"))
                        : new SubjectEvent.EligibilityConfirmed(
                                Story.STUDY,
                                subject,
                                site,
                                trial.day(11),
                                answers,
                                new TreeMap<>(Map.of("aetiology", "ischaemic"))));
    }

    private void randomize(ArmCode allocated) {
        if (fate == 2) {
            trial.done(
                    by(Role.IMPLANTER), refused("randomize", "out-of-order", Map.of("missing", "confirm-eligibility")));
        }
        if (fate == 2 || trial.hidden.nextInt(4) == 0) {
            // As where the protocol puts a successful attempt first: how the attempts went is sealed.
            trial.hidden(by(Role.IMPLANTER), refused("randomize", "no-successful-attempt", Map.of("act", "randomize")));
        }
        trial.done(
                by(trial.one(List.of("a", "b")).equals("a") ? Role.COORDINATOR : Role.IMPLANTER),
                new SubjectEvent.SubjectRandomized(
                        Story.STUDY,
                        subject,
                        site,
                        trial.day(12),
                        "aetiology=ischaemic;site=" + site,
                        Integer.parseInt(subject.value().substring(3)),
                        Sealed.of(allocated)));
    }

    private void implant(ArmCode allocated) {
        corrections.attemptOfAnother();
        trial.done(by(Role.IMPLANTER), attempted(1, trial.day(14)));
        // Whatever follows is withheld: how much of it there is, and of which day, also before the first.
        int attempts = fate == 2 ? 3 : 1 + trial.hidden.nextInt(3);
        for (int attempt = 2; attempt <= attempts; attempt++) {
            trial.hidden(by(Role.IMPLANTER), attempted(attempt, trial.day(8 + trial.hidden.nextInt(14))));
        }
        corrections.furtherAttemptOfAnother(attempts + 1);
        if (fate == 2 || trial.hidden.nextInt(3) == 0) {
            trial.hidden(by(Role.IMPLANTER), refused("request-crossover", "reason-of-other-arm", Map.of()));
            crossOver(allocated, 1, fate == 2 || trial.hidden.nextBoolean());
        }
        if (fate == 2) {
            crossOver(allocated, 2, false);
        }
    }

    private SubjectEvent.ImplantAttempted attempted(int number, LocalDate on) {
        return new SubjectEvent.ImplantAttempted(Story.STUDY, subject, site, on, number, Sealed.of(attempt()));
    }

    private ImplantAttempt attempt() {
        Secrets secrets = trial.secrets;
        boolean successful = secrets.yes();
        return new ImplantAttemptVersion1(
                        secrets.one(LEADS),
                        secrets.one(TARGETS),
                        successful,
                        successful ? null : secrets.one(FAILURES),
                        secrets.yes() ? secrets.number(90, 220) : null,
                        secrets.yes() ? secrets.number(90, 220) : null,
                        secrets.yes() ? BigDecimal.valueOf(secrets.number(2, 80), 1) : null,
                        secrets.yes() ? new BigDecimal("0.4") : null,
                        secrets.yes() ? secrets.yes() : null,
                        secrets.one(List.of("", "venoplasty", "occlusive-venography,venoplasty")),
                        secrets.words())
                .converted();
    }

    private ActRefused refused(String act, String refusal, Map<String, String> evidence) {
        return new ActRefused(
                Story.STUDY,
                act,
                subject,
                refusal,
                "the protocol has its reasons",
                new TreeMap<>(evidence),
                Sealed.of(new TreeMap<>(
                        Map.of("arm", trial.secrets.anyArm().value(), "reason", trial.secrets.one(FAILURES)))),
                ActRefusedVersion1.shownToBlinded(act, refusal));
    }

    private void crossOver(ArmCode from, int number, boolean approved) {
        ArmCode to = Secrets.arm(!from.value().equals("CSP"));
        trial.hidden(
                by(Role.IMPLANTER),
                new SubjectEvent.CrossoverRequested(
                        Story.STUDY,
                        subject,
                        site,
                        number,
                        by(Role.IMPLANTER).id(),
                        Sealed.of(new Crossover(from, to, trial.secrets.one(FAILURES), trial.secrets.words()))));
        String who = "investigator-2@" + site;
        Sealed<String> note = Sealed.of(trial.secrets.words());
        trial.hidden(
                by(Role.INVESTIGATOR),
                approved
                        ? new SubjectEvent.CrossoverApproved(Story.STUDY, subject, site, number, who, note)
                        : new SubjectEvent.CrossoverDenied(Story.STUDY, subject, site, number, who, note));
    }

    private void deviate() {
        trial.done(
                by(Role.COORDINATOR),
                new SubjectEvent.DeviationRecorded(
                        Story.STUDY,
                        subject,
                        site,
                        trial.one(List.of("wrong-stratum", "ineligible", "lost-reveal")),
                        trial.day(15),
                        Sealed.of(trial.secrets.words())));
        // No draw of its own of what is open: what else is told stays as it was.
        trial.deeds.add(new Deed(
                new RuleEvent.FoundDeviationRecorded(
                        Story.STUDY,
                        subject,
                        site,
                        new FoundDeviation("visit-out-of-window", "week-2", "6"),
                        trial.day(16),
                        Sealed.of(trial.asideSecrets.words())),
                by(Role.COORDINATOR),
                null,
                null,
                0));
    }

    private void unblind() {
        List<String> kinds = List.of("emergency", "code-break", "inadvertent");
        for (int number = 1; number <= (fate == 2 ? 3 : 1); number++) {
            String kind = fate == 2 ? kinds.get(number - 1) : trial.one(kinds);
            SubjectEvent.SubjectUnblinded unblinded = new SubjectEvent.SubjectUnblinded(
                    Story.STUDY,
                    subject,
                    site,
                    number,
                    kind,
                    "medical-emergency",
                    "Dr. N. Night, on call",
                    kind.equals("code-break") ? 1 : null,
                    trial.day(16),
                    Sealed.of(trial.secrets.words()));
            if (!kind.equals("inadvertent")) {
                trial.done(by(Role.INVESTIGATOR), unblinded);
            } else if (trial.oneIn(2)) {
                trial.done(reporting(), unblinded);
            } else {
                trial.toldByAReader(unblinded);
            }
        }
        trial.done(
                by(Role.INVESTIGATOR),
                new SubjectEvent.UnblindingAssessed(
                        Story.STUDY, subject, site, 1, "none", Sealed.of(trial.secrets.words())));
    }

    private EventLine.Actor reporting() {
        return switch (trial.open.nextInt(5)) {
            case 0 -> People.at(Role.PHARMACIST, site.value());
            case 1 -> People.central(Role.MONITOR);
            case 2 -> People.central(Role.UNBLINDED_MONITOR);
            case 3 -> People.central(Role.BLINDED_STATISTICIAN);
            default -> People.central(Role.ENDPOINT_COMMITTEE);
        };
    }

    private void visit(String visit) {
        if (fate == 3 && !visit.equals("discharge")) {
            return;
        }
        if (visit.equals("month-3") && (fate == 2 || trial.oneIn(6))) {
            trial.done(
                    by(Role.COORDINATOR),
                    new SubjectEvent.VisitMissed(Story.STUDY, subject, site, visit, "no-show", null));
            return;
        }
        int outside = trial.oneIn(4) ? trial.open.nextInt(5) : 0;
        VisitWindow window = new VisitWindow(trial.day(20), trial.day(24), trial.day(28));
        trial.done(
                by(Role.COORDINATOR),
                new SubjectEvent.VisitDone(
                        Story.STUDY, subject, site, visit, trial.day(28 + outside), window, outside));
        forms(visit);
        if (visit.equals("week-2")) {
            events(visit);
        }
        queries.ask(visit);
        casebook.after(visit);
        queries.excuse(visit);
        if (visit.equals("discharge") || visit.equals("month-6")) {
            reads.register(this, visit, trial.one(List.of("ecg", "echo")));
        }
    }

    private void forms(String visit) {
        Secrets secrets = trial.secrets;
        Map<String, ItemValue> ecg = new TreeMap<>();
        ecg.put("qrs-duration", new ItemValue("" + trial.open.nextInt(90, 200), "ms"));
        ecg.put("paced-capture", ItemValue.of(secrets.one(CAPTURES)));
        // Asked or not, and odd or not, by what is sealed.
        if (secrets.yes()) {
            ecg.put("his-width", new ItemValue("" + secrets.number(40, 300), "ms"));
        }
        record(Role.COORDINATOR, visit, "ecg", ecg, secrets.yes() ? Map.of("his-narrow", secrets.words()) : Map.of());
        Map<String, ItemValue> device = new TreeMap<>();
        if (secrets.yes()) {
            device.put("impedance", new ItemValue("" + secrets.number(200, 1500), "Ohm"));
        }
        device.put("ventricular-pacing", new ItemValue("" + secrets.number(1, 100), "%"));
        record(trial.oneIn(2) ? Role.INVESTIGATOR : Role.PROGRAMMER, visit, "device", device);
        if (fate == 2 || trial.oneIn(3)) {
            record(Role.COORDINATOR, visit, "nyha", Map.of("nyha-class", nyha()));
            // The item is open, but why it is corrected may tell: the form has one that is not.
            correct(
                    visit,
                    "ecg",
                    new Correction(
                            "qrs-duration",
                            new ItemValue("16", "ms"),
                            new ItemValue("160", "ms"),
                            trial.secrets.words()));
            correctDevice(visit);
        }
    }

    /// One of those that repeat, and one that nobody planned, at which the treatment stops.
    private void numbered() {
        for (String visit : List.of("cycle.1", "extra.1")) {
            trial.done(
                    by(Role.COORDINATOR),
                    new SubjectEvent.VisitDone(Story.STUDY, subject, site, visit, trial.day(40), null, 0));
        }
        record(
                Role.COORDINATOR,
                "extra.1",
                "stopping",
                Map.of("stopped-on", ItemValue.of(trial.day(40).toString())));
    }

    /// A form at a visit that has it not. Why it was may tell the arm.
    private void add() {
        trial.done(
                by(Role.COORDINATOR),
                new FormEvent.FormAdded(
                        Story.STUDY, subject, site, "week-2", "nyha", Sealed.of("dyspnoea after " + arm)));
    }

    /// Outside of any visit: as often as it is open, and with what is sealed. One entry is corrected, and not another.
    private void interrogations() {
        Secrets secrets = trial.secrets;
        int entries = fate == 2 ? 3 : trial.open.nextInt(3);
        for (int number = 1; number <= entries; number++) {
            Map<String, ItemValue> answers = new TreeMap<>();
            answers.put("battery", new ItemValue("" + trial.open.nextInt(100), "%"));
            if (secrets.yes()) {
                answers.put("his-threshold", new ItemValue("" + secrets.number(1, 9999), "mV"));
            }
            if (secrets.yes()) {
                answers.put("device-remark", ItemValue.of(secrets.words()));
            }
            record(Role.INVESTIGATOR, new FormInstance(null, "interrogation", "" + number), answers, Map.of());
        }
        if (entries > 1) {
            correct(
                    new FormInstance(null, "interrogation", "2"),
                    new Correction(
                            "his-threshold",
                            new ItemValue("" + secrets.number(1, 9999), "mV"),
                            secrets.yes() ? null : new ItemValue("" + secrets.number(1, 9999), "mV"),
                            secrets.words()));
            correct(
                    new FormInstance(null, "interrogation", "1"),
                    new Correction("battery", null, new ItemValue("50", "%"), secrets.words()));
        }
    }

    private void events(String visit) {
        int entries = fate == 2 ? 2 : trial.open.nextInt(3);
        for (int number = 1; number <= entries; number++) {
            Map<String, ItemValue> answers = new TreeMap<>();
            answers.put("grade", ItemValue.of("" + trial.open.nextInt(1, 6)));
            if (trial.secrets.yes()) {
                answers.put("of-the-lead", ItemValue.of("" + trial.secrets.yes()));
            }
            record(Role.INVESTIGATOR, new FormInstance(visit, "event", "" + number), answers, Map.of());
        }
    }

    /// Long after it was recorded: the protocol may have been amended since.
    private void correctLate(String visit) {
        correct(
                visit,
                "ecg",
                new Correction(
                        "paced-capture",
                        ItemValue.of(trial.secrets.one(CAPTURES)),
                        ItemValue.of(trial.secrets.one(CAPTURES)),
                        trial.secrets.words()));
        correctDevice(visit);
        boolean sealed = trial.amendments.nyhaIsMarked();
        correct(
                visit,
                "nyha",
                new Correction("nyha-class", nyha(), nyha(), sealed ? trial.secrets.words() : "as the letter says"));
    }

    private void correctDevice(String visit) {
        Secrets secrets = trial.secrets;
        correct(
                visit,
                "device",
                new Correction(
                        secrets.one(List.of("impedance", "ventricular-pacing")),
                        new ItemValue("" + secrets.number(1, 100), "%"),
                        secrets.yes() ? null : new ItemValue("" + secrets.number(1, 100), "%"),
                        secrets.words()));
    }

    /// Drawn from what is sealed as soon as a version has marked it.
    private ItemValue nyha() {
        List<String> classes = List.of("I", "II", "III");
        return ItemValue.of(trial.amendments.nyhaIsMarked() ? trial.secrets.one(classes) : trial.one(classes));
    }

    private void record(Role by, String visit, String form, Map<String, ItemValue> answers) {
        record(by, visit, form, answers, Map.of());
    }

    private void record(Role by, String visit, String form, Map<String, ItemValue> answers, Map<String, String> kept) {
        record(by, new FormInstance(visit, form, null), answers, kept);
    }

    private void record(Role by, FormInstance instance, Map<String, ItemValue> answers, Map<String, String> kept) {
        String form = instance.form();
        trial.done(
                by(by),
                new FormEvent.AssessmentRecorded(
                        Story.STUDY,
                        subject,
                        site,
                        instance.visit(),
                        form,
                        instance.key(),
                        trial.day(28),
                        trial.amendments.open(form, answers),
                        trial.amendments.revealing(form, answers),
                        Map.of(),
                        trial.amendments.kept(form, kept)));
    }

    private void correct(String visit, String form, Correction correction) {
        correct(new FormInstance(visit, form, null), correction);
    }

    private void correct(FormInstance instance, Correction correction) {
        String form = instance.form();
        trial.done(
                by(Role.INVESTIGATOR),
                new FormEvent.ValueCorrected(
                        Story.STUDY,
                        subject,
                        site,
                        instance.visit(),
                        form,
                        instance.key(),
                        trial.amendments.open(form, correction),
                        trial.amendments.revealing(form, correction),
                        Map.of(),
                        null),
                "as the source says");
    }

    private void withdraw() {
        trial.done(
                by(Role.COORDINATOR),
                new SubjectEvent.SubjectDiscontinued(
                        Story.STUDY,
                        subject,
                        site,
                        trial.day(60),
                        trial.one(List.of("lost-to-follow-up", "withdrew-consent")),
                        Sealed.of(trial.secrets.words())));
        corrections.ofTheWithdrawal();
    }
}
