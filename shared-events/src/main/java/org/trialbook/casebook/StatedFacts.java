package org.trialbook.casebook;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.CorrectionEvent.AttemptEnteredInError;
import org.trialbook.event.CorrectionEvent.EnteredInError;
import org.trialbook.event.CorrectionEvent.FactCorrected;
import org.trialbook.event.CourseFact;
import org.trialbook.event.SubjectEvent;
import org.trialbook.protocol.Visit;

/// The facts of a subject's course as they stand, beside its visits and forms.
public final class StatedFacts implements Fold, OfSubject {
    /// @param position of the event that recorded it first
    private record Standing(StatedFact fact, long position) {}

    private final FormStates forms = new FormStates();
    private final Map<String, Standing> facts = new HashMap<>();

    @Override
    public SubjectState subject() {
        return forms.subject();
    }

    public VisitStates visits() {
        return forms.visits();
    }

    public FormStates forms() {
        return forms;
    }

    @Override
    public void apply(RecordedEvent recorded) {
        forms.apply(recorded);
        switch (recorded.event()) {
            case FactCorrected e ->
                facts.computeIfPresent(
                        key(e.fact(), e.visit()),
                        (key, was) -> new Standing(was.fact().corrected(e), was.position()));
            case EnteredInError e when e.form() == null -> facts.remove(key(CourseFact.VISIT, e.visit()));
            case AttemptEnteredInError e when e.attempt() == 1 -> facts.remove(key(CourseFact.IMPLANT, null));
            case SubjectEvent event ->
                StatedFact.of(event)
                        .ifPresent(fact ->
                                facts.put(key(fact.fact(), fact.visit()), new Standing(fact, recorded.position())));
            default -> {}
        }
    }

    private static String key(CourseFact fact, @Nullable String visit) {
        return visit == null ? fact.storedName() : fact.storedName() + " " + visit;
    }

    /// The fact, once it is recorded.
    ///
    /// @param visit null unless it is one
    public Optional<StatedFact> fact(CourseFact fact, @Nullable String visit) {
        return Optional.ofNullable(facts.get(key(fact, visit))).map(Standing::fact);
    }

    /// A visit of which something is recorded, as the version of the protocol has it under which that was.
    public Visit visitAsRecorded(String code) {
        return Optional.ofNullable(facts.get(key(CourseFact.VISIT, code)))
                .flatMap(standing -> subject().publishedWhen(standing.position()))
                .flatMap(version -> version.visit(code))
                .orElseGet(() -> visits().visit(code));
    }
}
