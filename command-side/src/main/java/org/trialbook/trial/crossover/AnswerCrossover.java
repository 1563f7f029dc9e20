package org.trialbook.trial.crossover;

import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.OnSubject;

/// Approve or deny the pending crossover.
public sealed interface AnswerCrossover extends OnSubject permits ApproveCrossover, DenyCrossover {
    SubjectId subject();

    /// The number of the request that is answered, so that nobody answers one they did not see.
    int crossover();

    String note();
}
