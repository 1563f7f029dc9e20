package org.trialbook.trial.crossover;

import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.ActContext;

/// Deny a requested crossover.
public record DenyCrossover(ActContext context, SubjectId subject, int crossover, String note)
        implements AnswerCrossover {}
