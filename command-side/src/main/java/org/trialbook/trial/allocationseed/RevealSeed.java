package org.trialbook.trial.allocationseed;

import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.ActContext;

/// Show both shares of the seed to everybody.
public record RevealSeed(ActContext context) implements Act {}
