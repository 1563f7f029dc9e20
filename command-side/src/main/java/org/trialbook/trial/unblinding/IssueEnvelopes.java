package org.trialbook.trial.unblinding;

import org.trialbook.event.SiteId;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.ActContext;

/// Issue code-break envelopes for a site: one for each of its randomized subjects.
public record IssueEnvelopes(ActContext context, SiteId site) implements Act {}
