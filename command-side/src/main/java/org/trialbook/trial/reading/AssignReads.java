package org.trialbook.trial.reading;

import java.util.List;
import org.trialbook.trial.act.ActContext;

/// Assign all reads of a modality that nobody has.
///
/// @param readers the ids of accounts, each once
public record AssignReads(ActContext context, String modality, List<String> readers, Lot lot) implements InRoom {}
