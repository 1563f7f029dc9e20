package org.trialbook.trial.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ReadCode;
import org.trialbook.trial.act.ActContext;

/// Let readers claim the reads of a modality that nobody has.
///
/// @param reason why the batch may be small, in the data manager's words
public record OpenReadingBatch(
        ActContext context, String modality, @Nullable String reason, List<ReadCode> codes, Lot lot)
        implements SharesOut {}
