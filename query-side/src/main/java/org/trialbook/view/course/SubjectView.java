package org.trialbook.view.course;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.AddedForms;
import org.trialbook.casebook.DatedAnswers;
import org.trialbook.casebook.OddDays;
import org.trialbook.casebook.OwnVersion;
import org.trialbook.casebook.SubjectProgress;
import org.trialbook.casebook.VisitDates;
import org.trialbook.casebook.VisitSchedule;
import org.trialbook.event.BlindingPolicy;
import org.trialbook.event.CorrectionEvent;
import org.trialbook.event.FormEvent;
import org.trialbook.event.FormInstance;
import org.trialbook.event.SubjectEvent;
import org.trialbook.protocol.NumberedVisit;
import org.trialbook.protocol.Protocol;

/// One subject's progress through the trial and its visits, as the casebook folds them.
///
/// @param answers what may contradict other days; no sealed value is among them
/// @param version what says which version of the protocol holds for the subject
/// @param added forms of single visits of the subject alone
/// @param assessments forms filled in, but for those entered in error
/// @param corrections of answers and facts, and what was entered in error
public record SubjectView(
        String subject,
        @Nullable String site,
        SubjectProgress progress,
        VisitDates visits,
        DatedAnswers answers,
        OwnVersion version,
        AddedForms added,
        int assessments,
        int corrections) {

    static SubjectView of(String subject) {
        return new SubjectView(
                subject,
                null,
                SubjectProgress.NONE,
                VisitDates.NONE,
                DatedAnswers.NONE,
                OwnVersion.NONE,
                AddedForms.NONE,
                0,
                0);
    }

    /// @param position the event's place in the record
    SubjectView after(SubjectEvent event, long position) {
        return new SubjectView(
                subject,
                event.site().value(),
                progress.after(event),
                visits.after(event),
                answers.after(event),
                version.after(event, position),
                added.after(event),
                assessments + recorded(event),
                corrections + (corrects(event) ? 1 : 0));
    }

    /// How often an attempt is corrected is withheld, and so not counted.
    private static boolean corrects(SubjectEvent event) {
        return (event instanceof FormEvent.ValueCorrected || event instanceof CorrectionEvent)
                && BlindingPolicy.toBlinded(event);
    }

    /// A form more, or one that was entered in error less.
    private static int recorded(SubjectEvent event) {
        return switch (event) {
            case FormEvent.AssessmentRecorded _ -> 1;
            case CorrectionEvent.EnteredInError e when e.form() != null -> -1;
            default -> 0;
        };
    }

    public Stage stage() {
        return Stage.of(progress);
    }

    /// Whether anything was recorded of a visit, of any of its numbers: that it was done or missed, or a form.
    public boolean has(String visit) {
        return visits.outcomes().keySet().stream().anyMatch(code -> isOf(code, visit))
                || answers.forms().keySet().stream()
                        .flatMap(path ->
                                Optional.ofNullable(FormInstance.at(path).visit()).stream())
                        .anyMatch(code -> isOf(code, visit));
    }

    private static boolean isOf(String code, String visit) {
        return code.equals(visit) || NumberedVisit.base(code).equals(visit);
    }

    /// When the subject's visits are due.
    public VisitSchedule schedule() {
        return new VisitSchedule(visits, answers);
    }

    /// What is odd about the subject's days, under a protocol.
    public List<OddDays.Mark> marks(Protocol protocol) {
        return OddDays.of(progress, visits, answers, protocol);
    }
}
