package org.trialbook.trial.reading;

import org.trialbook.trial.act.Act;

/// An act on all reads of a modality.
interface InRoom extends Act {

    String modality();

    /// Decides what comes first.
    Lot lot();
}
