package org.trialbook.trial.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ReadCode;

/// An act by which readers get reads in numbers, and adjudications that are due come to be read.
interface SharesOut extends InRoom {

    /// Freshly drawn, for adjudications.
    List<ReadCode> codes();

    /// Why so few are shared out, where they are too few to mix; null when it is not said.
    @Nullable
    String reason();
}
