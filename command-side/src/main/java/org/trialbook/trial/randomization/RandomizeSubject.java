package org.trialbook.trial.randomization;

import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.OnSubject;
import org.trialbook.trial.act.ActContext;

/// Randomize an eligible subject.
public record RandomizeSubject(ActContext context, SubjectId subject) implements OnSubject {}
