package org.trialbook.trial.unblinding;

import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.ActContext;

/// Approve that the study is unblinded.
public record ApproveUnblinding(ActContext context) implements Act {}
