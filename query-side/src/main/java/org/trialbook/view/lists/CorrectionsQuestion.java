package org.trialbook.view.lists;

import org.trialbook.event.CorrectionEvent;
import org.trialbook.event.FormEvent;

/// Every correction of a recorded answer, fact or eligibility, and what was entered in error; what reveals the
/// arm is named as sealed.
public final class CorrectionsQuestion extends SubjectEvents {
    public CorrectionsQuestion() {
        super(
                "corrections",
                FormEvent.ValueCorrected.class,
                CorrectionEvent.FactCorrected.class,
                CorrectionEvent.EligibilityCorrected.class,
                CorrectionEvent.EnteredInError.class);
    }
}
