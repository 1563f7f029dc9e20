package org.trialbook.view.lists;

import org.trialbook.event.SubjectEvent;

/// What went otherwise than the protocol says.
public final class DeviationsQuestion extends SubjectEvents {
    public DeviationsQuestion() {
        super("deviations", SubjectEvent.DeviationRecorded.class);
    }
}
