package org.trialbook.view.lists;

import org.trialbook.event.CorrectionEvent;
import org.trialbook.event.FormEvent;
import org.trialbook.event.ReadingEvent;

/// Every correction of a recorded answer, fact or eligibility, what was entered in error, and the recordings that were
/// taken back; what reveals the arm is named as sealed.
public final class CorrectionsQuestion extends SubjectEvents {
    public CorrectionsQuestion() {
        super(
                "corrections",
                FormEvent.ValueCorrected.class,
                CorrectionEvent.FactCorrected.class,
                CorrectionEvent.EligibilityCorrected.class,
                CorrectionEvent.EnteredInError.class,
                ReadingEvent.RecordingTakenBack.class);
    }
}
