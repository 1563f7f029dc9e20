package org.trialbook.casebook;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.trialbook.event.SubjectEvent.AssessmentRecorded;
import org.trialbook.event.SubjectEvent.ValueCorrected;

/// A subject's forms as they stand, and the visits that they belong to.
public final class FormStates implements Fold, OfSubject {
    private final VisitStates visits = new VisitStates();
    private final Map<String, FormState> forms = new HashMap<>();

    @Override
    public SubjectState subject() {
        return visits.subject();
    }

    public VisitStates visits() {
        return visits;
    }

    @Override
    public void apply(RecordedEvent recorded) {
        visits.apply(recorded);
        switch (recorded.event()) {
            case AssessmentRecorded e -> {
                FormState form = new FormState(e.assessedOn());
                form.apply(e, recorded);
                forms.put(FormAnswers.key(e.visit(), e.form()), form);
            }
            case ValueCorrected e -> form(e.visit(), e.form()).ifPresent(form -> form.apply(e, recorded));
            default -> {}
        }
    }

    /// The form of a visit, once it is recorded.
    public Optional<FormState> form(String visit, String form) {
        return Optional.ofNullable(forms.get(FormAnswers.key(visit, form)));
    }
}
