package org.trialbook.view.lists;

import org.trialbook.event.SubjectEvent;

/// Every correction of a recorded answer; what reveals the arm is named as sealed.
public final class CorrectionsQuestion extends SubjectEvents {
    public CorrectionsQuestion() {
        super("corrections", SubjectEvent.ValueCorrected.class);
    }
}
