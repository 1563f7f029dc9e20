package org.trialbook.view.unblinded.subject;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ActRefused;
import org.trialbook.event.AttemptCorrection;
import org.trialbook.event.Correction;
import org.trialbook.event.CorrectionEvent;
import org.trialbook.event.CourseFact;
import org.trialbook.event.EventTag;
import org.trialbook.event.FormEvent;
import org.trialbook.event.ItemValue;
import org.trialbook.event.NoteEvent;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Projection;

/// Folds the record into one [TreatmentView] per subject.
public final class TreatmentProjection implements Projection<TreatmentView> {

    public static final TreatmentProjection TREATMENTS = new TreatmentProjection();

    private TreatmentProjection() {}

    @Override
    public String name() {
        return "treatments";
    }

    @Override
    public Class<TreatmentView> type() {
        return TreatmentView.class;
    }

    @Override
    public Set<String> ids(TrialEvent event) {
        return switch (event) {
            case SubjectEvent subject -> Set.of(subject.subject().value());
            case StudyEvent _, ReadingEvent _, ActRefused _ -> Set.of();
        };
    }

    @Override
    public Set<Class<? extends TrialEvent>> looksAt() {
        return Set.of(SubjectEvent.class);
    }

    @Override
    public Set<EventTag> tags(String id) {
        return Set.of(new EventTag(EventTag.SUBJECT, id));
    }

    @Override
    public boolean kept() {
        return false;
    }

    @Override
    public TreatmentView initial(String id) {
        return new TreatmentView(
                id, null, null, null, null, null, List.of(), List.of(), List.of(), List.of(), List.of(), null);
    }

    @Override
    public TreatmentView apply(TreatmentView view, ProjectedEvent recorded) {
        return recorded.event() instanceof SubjectEvent event ? applied(view, event, recorded.position()) : view;
    }

    private static TreatmentView applied(TreatmentView view, SubjectEvent event, long position) {
        return switch (event) {
            case SubjectEvent.SubjectRegistered e -> view.at(e.site().value());
            case SubjectEvent.SubjectRandomized e ->
                view.allocated(
                        e.site().value(),
                        e.arm().opened().value(),
                        e.stratum(),
                        e.randomizationNumber(),
                        e.randomizedOn());
            case SubjectEvent.ImplantAttempted e ->
                view.with(new TreatmentView.Attempt(
                        position, e.attempt(), e.performedOn(), e.detail().opened(), List.of(), null));
            case FormEvent.AssessmentRecorded e -> {
                Sealed<Map<String, ItemValue>> revealing = e.revealing();
                yield revealing == null
                        ? view
                        : view.with(new TreatmentView.Revealing(
                                position,
                                e.visit(),
                                e.form(),
                                e.key(),
                                e.assessedOn(),
                                new TreeMap<>(revealing.opened())));
            }
            case FormEvent.ValueCorrected e -> {
                Sealed<Correction> revealing = e.revealing();
                yield revealing == null
                        ? view
                        : view.with(new TreatmentView.Corrected(
                                position, e.visit(), e.form(), e.key(), revealing.opened()));
            }
            case CorrectionEvent.AttemptCorrected e -> {
                AttemptCorrection detail = e.detail().opened();
                yield view.changed(
                        e.attempt(),
                        was -> new TreatmentView.Attempt(
                                was.position(),
                                was.attempt(),
                                was.performedOn(),
                                detail.corrected(),
                                TreatmentView.appended(was.corrections(), detail.correction()),
                                null));
            }
            case CorrectionEvent.FactCorrected e
            when e.fact() == CourseFact.IMPLANT ->
                view.changed(
                        1,
                        was -> new TreatmentView.Attempt(
                                was.position(),
                                was.attempt(),
                                e.day("performedOn").orElse(was.performedOn()),
                                was.detail(),
                                was.corrections(),
                                null));
            case CorrectionEvent.AttemptEnteredInError e ->
                view.changed(
                        e.attempt(),
                        was -> new TreatmentView.Attempt(
                                was.position(),
                                was.attempt(),
                                was.performedOn(),
                                was.detail(),
                                was.corrections(),
                                e.because().opened()));
            case CorrectionEvent.EnteredInError e -> {
                Sealed<String> why = e.becauseSealed();
                yield why == null
                        ? view
                        : e.instance()
                                .map(form -> view.without(
                                        form,
                                        new TreatmentView.Struck(
                                                position, form.visit(), form.form(), form.key(), why.opened())))
                                .orElse(view);
            }
            case NoteEvent.SealedNoteAdded e ->
                view.with(new TreatmentView.Note(
                        position, e.note().opened().about(), e.note().opened().text()));
            case SubjectEvent.SubjectDiscontinued e -> view.withdrawn(e.note().opened());
            default -> view;
        };
    }
}
