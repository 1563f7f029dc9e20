package org.trialbook.trial.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ReadCode;
import org.trialbook.trial.act.ActContext;

/// Assign all reads of a modality that nobody has.
///
/// @param readers the ids of accounts, each once
/// @param reason why there may be few, in the data manager's words
public record AssignReads(
        ActContext context,
        String modality,
        List<String> readers,
        @Nullable String reason,
        List<ReadCode> codes,
        Lot lot)
        implements SharesOut {}
