package org.trialbook.trial.crossover;

import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.ActContext;
import org.trialbook.trial.act.OnSubject;

/// Ask for a crossover to another arm's treatment.
///
/// @param reason a code of the protocol's crossover reasons
/// @param note the implanter's words, at most 500 characters
public record RequestCrossover(ActContext context, SubjectId subject, String reason, String note)
        implements OnSubject {}
