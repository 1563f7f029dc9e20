package org.trialbook.view.lists;

import org.trialbook.event.RuleEvent.FoundDeviationRecorded;
import org.trialbook.event.SubjectEvent;

/// What somebody recorded to be otherwise than the protocol says, whether they saw it or a rule found it.
public final class DeviationsQuestion extends SubjectEvents {
    public DeviationsQuestion() {
        super("deviations", SubjectEvent.DeviationRecorded.class, FoundDeviationRecorded.class);
    }
}
