package org.trialbook.trial.act;

/// A command: what somebody wants recorded. Ids, time, actor and random draws have arrived in it, so that deciding
/// needs no clock and no chance.
public interface Act {
    ActContext context();
}
