package org.trialbook.trial.randomization;

import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.ActContext;
import org.trialbook.trial.act.OnSubject;

/// Randomize an eligible subject.
public record RandomizeSubject(ActContext context, SubjectId subject) implements OnSubject {}
