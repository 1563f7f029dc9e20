package org.trialbook.trial;

import java.util.List;
import org.trialbook.trial.act.Decision;

/// The decisions that a command side takes.
public record TrialDecisions(List<Decision<?, ?>> all) {}
