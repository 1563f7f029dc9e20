package org.trialbook.trial.reading;

import org.trialbook.trial.act.ActContext;

/// Take a read of an opened batch, whichever it is, that nobody has.
public record ClaimRead(ActContext context, String modality, Lot lot) implements InRoom {}
