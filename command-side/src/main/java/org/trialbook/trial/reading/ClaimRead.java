package org.trialbook.trial.reading;

import org.trialbook.trial.act.ActContext;

/// Take a read, whichever it is, that nobody has.
public record ClaimRead(ActContext context, String modality, Lot lot) implements InRoom {}
