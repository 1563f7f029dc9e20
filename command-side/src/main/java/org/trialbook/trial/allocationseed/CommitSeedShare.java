package org.trialbook.trial.allocationseed;

import org.trialbook.allocation.SeedParty;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.ActContext;

/// Commit to a share of the seed.
///
/// @param party whom the caller acts for
/// @param commitment as `./trialbook seed-share` prints it
public record CommitSeedShare(ActContext context, SeedParty party, String commitment) implements Act {}
