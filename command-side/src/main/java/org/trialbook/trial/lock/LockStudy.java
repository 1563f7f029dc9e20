package org.trialbook.trial.lock;

import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.ActContext;

/// Lock the study.
///
/// @param reason why now, at most 500 characters
public record LockStudy(ActContext context, String reason) implements Act {}
