package org.trialbook.trial.crossover;

import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.ActContext;

/// Approve a requested crossover.
public record ApproveCrossover(ActContext context, SubjectId subject, int crossover, String note)
        implements AnswerCrossover {}
