package org.trialbook.view.blind;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Role;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmCode;
import org.trialbook.event.AttemptCorrection;
import org.trialbook.event.CasebookNote;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.Correction;
import org.trialbook.event.CorrectionEvent.AttemptCorrected;
import org.trialbook.event.CorrectionEvent.AttemptEnteredInError;
import org.trialbook.event.CorrectionEvent.EligibilityCorrected;
import org.trialbook.event.CorrectionEvent.EnteredInError;
import org.trialbook.event.CorrectionEvent.FactCorrected;
import org.trialbook.event.CourseFact;
import org.trialbook.event.FormInstance;
import org.trialbook.event.ImplantAttempt;
import org.trialbook.event.ImportEvent;
import org.trialbook.event.ItemValue;
import org.trialbook.event.MovedVisit;
import org.trialbook.event.NoteEvent;
import org.trialbook.event.OtherArmTreatment;
import org.trialbook.event.RuleEvent;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.event.VisitWindow;
import org.trialbook.view.projection.Story;

/// What is put right in a subject's course. Its chance is its own, so that it moves nothing that is told beside it.
final class CorrectionDeeds {
    private final GeneratedTrial trial;
    private final SubjectCourse course;
    private final boolean everything;
    private final Random random;

    /// @param everything whether all of it happens
    CorrectionDeeds(GeneratedTrial trial, SubjectCourse course, boolean everything) {
        this.trial = trial;
        this.course = course;
        this.everything = everything;
        this.random = new Random(course.subject.value().hashCode());
    }

    void putRight() {
        if (happens()) {
            correct(CourseFact.REGISTRATION, null, Map.of("birthYear", "1950"), Map.of("birthYear", "1951"), Map.of());
            correct(
                    CourseFact.CONSENT,
                    null,
                    Map.of("signedOn", "2026-03-02"),
                    Map.of("signedOn", "2026-03-01"),
                    Map.of());
        }
        if (happens()) {
            correct(
                    CourseFact.VISIT,
                    "discharge",
                    Map.of("doneOn", trial.day(28).toString()),
                    Map.of("doneOn", trial.day(26).toString()),
                    new TreeMap<>(Map.of(
                            "discharge",
                            new MovedVisit(new VisitWindow(trial.day(20), trial.day(24), trial.day(25)), 1))));
        }
        if (happens()) {
            Map<String, String> ischaemic = Map.of("aetiology", "ischaemic");
            add(new EligibilityCorrected(
                    Story.STUDY,
                    course.subject,
                    course.site,
                    Map.of("nyha", ItemValue.of("III")),
                    Map.of("nyha", ItemValue.of("II")),
                    ischaemic,
                    Map.of("aetiology", "non-ischaemic"),
                    List.of("adult"),
                    "as the letter says"));
        }
        if (happens()) {
            // Sealed, as everything is that is written of such a form; the visit's own reason is not.
            error(new FormInstance("week-2", "device", null));
            add(new EnteredInError(
                    Story.STUDY, course.subject, course.site, "extra.1", null, null, "the visit of another", null));
        }
        if (everything || course.subject.value().hashCode() % 2 == 0) {
            bringIn();
        }
    }

    /// A file may be of what tells the arm: how much it has of it is open, as each of its events is, and its hash is
    /// not. Its own events are those that stand elsewhere in the course.
    private void bringIn() {
        String id = "c"
                + Integer.toHexString(course.subject.value().hashCode() | 1 << 31)
                        .repeat(4);
        String file = course.arm == null ? "00" : course.arm.value().equals("CSP") ? "c5" : "b1";
        add(new ImportEvent.ValuesImported(Story.STUDY, course.site, id, List.of(), 0, 0, Sealed.of(file.repeat(32))));
        add(new ImportEvent.ImportUndone(Story.STUDY, course.site, id, 0, 0));
    }

    /// What somebody blinded notes moves nothing that is sealed; what others note is withheld, as often as they do.
    void note() {
        if (happens()) {
            trial.deeds.add(new Deed(
                    new NoteEvent.NoteAdded(
                            Story.STUDY,
                            course.subject,
                            course.site,
                            new CasebookNote(
                                    CasebookPlace.form("discharge", "ecg"),
                                    "the tracing is in the chart",
                                    new CasebookNote.OnPaper("Nurse M. Lind", LocalDate.of(2026, 3, 2)))),
                    course.by(Role.COORDINATOR),
                    null,
                    null,
                    0));
        }
        for (int more = everything ? 2 : trial.hidden.nextInt(3); more > 0; more--) {
            trial.hidden(
                    course.by(Role.IMPLANTER),
                    new NoteEvent.SealedNoteAdded(
                            Story.STUDY,
                            course.subject,
                            course.site,
                            Sealed.of(new CasebookNote(
                                    CasebookPlace.item("discharge", "ecg", "paced-capture"), trial.secrets.words()))));
        }
    }

    /// That there is something to record is withheld, and what it is.
    void otherArmTreatment() {
        if (everything || trial.aside.nextInt(3) == 0) {
            trial.hidden(
                    course.by(Role.IMPLANTER),
                    new RuleEvent.OtherArmTreatmentRecorded(
                            Story.STUDY,
                            course.subject,
                            course.site,
                            Sealed.of(new OtherArmTreatment(
                                    1,
                                    trial.asideSecrets.one(List.of("his", "coronary-sinus")),
                                    new ArmCode(trial.asideSecrets.one(List.of("CSP", "BVP"))))),
                            Sealed.of(trial.asideSecrets.words())));
        }
    }

    /// That the first attempt was another subject's is open, and why somebody thought otherwise is not.
    void attemptOfAnother() {
        if (everything || course.subject.value().hashCode() % 4 == 0) {
            trial.drawless(course.by(Role.IMPLANTER), ofAnother(1));
            trial.drawless(course.by(Role.IMPLANTER), inError(1));
        }
    }

    /// Of a further one nothing is, neither that it was recorded nor that it was not this subject's.
    void furtherAttemptOfAnother(int number) {
        if (everything || trial.later.nextInt(4) == 0) {
            trial.drawless(course.by(Role.IMPLANTER), ofAnother(number));
            trial.drawless(course.by(Role.IMPLANTER), inError(number));
        }
    }

    private SubjectEvent ofAnother(int number) {
        return new SubjectEvent.ImplantAttempted(
                Story.STUDY,
                course.subject,
                course.site,
                trial.day(13),
                number,
                Sealed.of(new ImplantAttempt(
                        trial.laterSecrets.one(List.of("his", "coronary-sinus")),
                        trial.laterSecrets.yes(),
                        Map.of(),
                        Map.of())));
    }

    private SubjectEvent inError(int number) {
        return new AttemptEnteredInError(
                Story.STUDY, course.subject, course.site, number, Sealed.of(trial.laterSecrets.words()));
    }

    /// How often an attempt is corrected is withheld, too; the day of the first is open.
    void attempt(ImplantAttempt corrected) {
        if (everything || trial.hidden.nextInt(3) == 0) {
            trial.hidden(
                    course.by(Role.IMPLANTER),
                    new AttemptCorrected(
                            Story.STUDY,
                            course.subject,
                            course.site,
                            1,
                            Sealed.of(new AttemptCorrection(
                                    new Correction(
                                            "fluoroscopy-s",
                                            ItemValue.of(trial.secrets.words()),
                                            null,
                                            trial.secrets.words()),
                                    corrected))));
        }
        if (happens()) {
            correct(
                    CourseFact.IMPLANT,
                    null,
                    Map.of("performedOn", trial.day(14).toString()),
                    Map.of("performedOn", trial.day(13).toString()),
                    Map.of());
        }
    }

    void ofTheWithdrawal() {
        if (happens()) {
            correct(
                    CourseFact.WITHDRAWAL,
                    null,
                    Map.of("withdrawnOn", trial.day(60).toString()),
                    Map.of("withdrawnOn", trial.day(61).toString()),
                    Map.of());
        }
    }

    private boolean happens() {
        return everything || random.nextInt(3) == 0;
    }

    private void error(FormInstance form) {
        add(new EnteredInError(
                Story.STUDY,
                course.subject,
                course.site,
                form.visit(),
                form.form(),
                form.key(),
                null,
                Sealed.of(trial.secrets.words())));
    }

    private void correct(
            CourseFact fact,
            @Nullable String visit,
            Map<String, String> from,
            Map<String, String> to,
            Map<String, MovedVisit> moved) {
        add(new FactCorrected(
                Story.STUDY, course.subject, course.site, fact, visit, from, to, moved, "as the letter says"));
    }

    private void add(TrialEvent event) {
        trial.deeds.add(new Deed(event, course.by(Role.INVESTIGATOR), null, null, 0));
    }
}
