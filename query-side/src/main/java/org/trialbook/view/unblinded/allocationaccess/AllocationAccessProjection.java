package org.trialbook.view.unblinded.allocationaccess;

import java.time.LocalDate;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Role;
import org.trialbook.event.ActRefused;
import org.trialbook.event.CasebookEvent.SourceVerified;
import org.trialbook.event.CorrectionEvent;
import org.trialbook.event.FormEvent;
import org.trialbook.event.NoteEvent;
import org.trialbook.event.QueryEvent;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.RuleEvent.OtherArmTreatmentRecorded;
import org.trialbook.event.RuleEvent.RuleHitExcused;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Projection;
import org.trialbook.view.unblinded.allocationaccess.AllocationAccessView.Known;

/// Folds the record into one [AllocationAccessView] per subject: who was shown what is sealed, who recorded what
/// only somebody who knows can record, who was told in an emergency, by an envelope or by accident, and from when
/// on everybody may know. Sees events opened.
public final class AllocationAccessProjection implements Projection<AllocationAccessView> {

    public static final AllocationAccessProjection ACCESSES = new AllocationAccessProjection();

    /// The view of what was shown of no subject in particular.
    static final String FIGURES = "*";

    private AllocationAccessProjection() {}

    @Override
    public String name() {
        return "exposure";
    }

    @Override
    public Class<AllocationAccessView> type() {
        return AllocationAccessView.class;
    }

    @Override
    public Set<String> ids(TrialEvent event) {
        return switch (event) {
            case StudyEvent.AllocationAccessed shown -> {
                Set<String> subjects = new TreeSet<>();
                shown.subjects().forEach(subject -> subjects.add(subject.value()));
                yield subjects.isEmpty() ? Set.of(FIGURES) : subjects;
            }
            case StudyEvent.AllocationDisclosed disclosed -> disclosed.arms().keySet();
            case SubjectEvent.SubjectRandomized randomized ->
                Set.of(randomized.subject().value());
            case SubjectEvent subject ->
                means(subject) == null ? Set.of() : Set.of(subject.subject().value());
            case ActRefused refused ->
                refused.sealedEvidence().opened().isEmpty()
                        ? Set.of()
                        : refused.aboutSubject()
                                .map(SubjectId::value)
                                .map(Set::of)
                                .orElse(Set.of());
            case StudyEvent _, ReadingEvent _ -> Set.of();
        };
    }

    /// How whoever recorded the event knows the arm; null when nobody need know it for that.
    private static @Nullable String means(SubjectEvent event) {
        return switch (event) {
            case SubjectEvent.ImplantAttempted _ -> "recorded-implant-attempt";
            case SubjectEvent.CrossoverRequested _ -> "requested-crossover";
            case SubjectEvent.CrossoverApproved _ -> "approved-crossover";
            case SubjectEvent.CrossoverDenied _ -> "denied-crossover";
            case FormEvent.AssessmentRecorded e -> e.revealing() == null ? null : "recorded-revealing-form";
            case FormEvent.ValueCorrected e -> e.revealing() == null ? null : "corrected-revealing-form";
            case CorrectionEvent.AttemptCorrected _, CorrectionEvent.AttemptEnteredInError _ ->
                "corrected-implant-attempt";
            case CorrectionEvent.EnteredInError e -> e.becauseSealed() == null ? null : "corrected-revealing-form";
            case SubjectEvent.SubjectUnblinded e -> e.kind() + "-unblinding";
            case NoteEvent.SealedNoteAdded _ -> "sealed-note";
            case QueryEvent e -> e.open() ? null : "sealed-query";
            case SourceVerified e -> e.place() == null ? "sealed-verification" : null;
            case RuleHitExcused e -> e.excuse() == null ? "sealed-excuse" : null;
            case OtherArmTreatmentRecorded _ -> "other-arm-treatment";
            default -> null;
        };
    }

    @Override
    public Set<Class<? extends TrialEvent>> looksAt() {
        return Set.of(
                StudyEvent.AllocationAccessed.class,
                StudyEvent.AllocationDisclosed.class,
                SubjectEvent.SubjectRandomized.class,
                SubjectEvent.ImplantAttempted.class,
                SubjectEvent.CrossoverRequested.class,
                SubjectEvent.CrossoverApproved.class,
                SubjectEvent.CrossoverDenied.class,
                FormEvent.AssessmentRecorded.class,
                FormEvent.ValueCorrected.class,
                CorrectionEvent.EnteredInError.class,
                CorrectionEvent.AttemptCorrected.class,
                CorrectionEvent.AttemptEnteredInError.class,
                SubjectEvent.SubjectUnblinded.class,
                QueryEvent.class,
                SourceVerified.class,
                RuleHitExcused.class,
                OtherArmTreatmentRecorded.class,
                NoteEvent.SealedNoteAdded.class,
                ActRefused.class);
    }

    @Override
    public AllocationAccessView initial(String id) {
        return new AllocationAccessView(id, false, new TreeMap<>());
    }

    @Override
    public AllocationAccessView apply(AllocationAccessView view, ProjectedEvent recorded) {
        return switch (recorded.event()) {
            case StudyEvent.AllocationAccessed shown -> byActor(view, recorded, shown.view());
            case StudyEvent.AllocationDisclosed _ ->
                view.with("everybody", known(null, "everybody", recorded, "study-unblinded", null));
            case SubjectEvent.SubjectRandomized _ -> view.allocated();
            // Whoever implants before the allocation knows no arm by it.
            case SubjectEvent.ImplantAttempted _ when !view.randomized() -> view;
            case SubjectEvent.SubjectUnblinded e -> unblinded(view, recorded, e);
            case SubjectEvent event -> {
                String means = means(event);
                yield means == null ? view : byActor(view, recorded, means);
            }
            case ActRefused refused -> byActor(view, recorded, "refused-" + refused.act());
            case StudyEvent _, ReadingEvent _ -> view;
        };
    }

    /// The recipient learned it; whoever acted in an emergency read the arm on the screen, too. A reader tells of
    /// what they learned themselves, and is named as who reported it.
    private static AllocationAccessView unblinded(
            AllocationAccessView view, ProjectedEvent recorded, SubjectEvent.SubjectUnblinded event) {
        String means = event.kind() + "-unblinding";
        AllocationAccessView told = view.with(
                "recipient " + event.unblinding(), known(null, event.recipient(), recorded, means, event.on()));
        EventLine.Actor actor = recorded.actor();
        boolean reader = actor != null && Role.READER.storedName().equals(actor.role());
        return reader || event.kind().equals("emergency") ? byActor(told, recorded, means) : told;
    }

    private static AllocationAccessView byActor(AllocationAccessView view, ProjectedEvent recorded, String means) {
        EventLine.Actor actor = recorded.actor();
        String name = actor == null ? "unknown" : actor.name();
        String key = actor == null ? "unknown" : actor.id() + " " + actor.role();
        return view.with(key + " " + means, known(actor, name, recorded, means, null));
    }

    private static Known known(
            EventLine.@Nullable Actor actor,
            String name,
            ProjectedEvent recorded,
            String means,
            @Nullable LocalDate on) {
        return new Known(
                actor == null ? null : actor.id(),
                name,
                actor == null ? null : actor.role(),
                actor == null ? null : actor.site(),
                means,
                on,
                recorded.recordedAt(),
                recorded.position(),
                recorded.recordedAt(),
                1);
    }
}
