package org.trialbook.trial.reading;

import org.trialbook.event.ReadCode;
import org.trialbook.trial.act.Act;

/// An act on one read.
interface OnRead extends Act {

    ReadCode read();

    /// The read's recording, and the other codes that it is read under.
    ReadFamily family();
}
