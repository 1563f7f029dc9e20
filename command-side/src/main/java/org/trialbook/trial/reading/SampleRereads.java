package org.trialbook.trial.reading;

import java.util.List;
import org.trialbook.event.ReadCode;
import org.trialbook.trial.act.ActContext;

/// Have a random sample of what was read, read again.
///
/// @param kind `intra-reader`: by the same reader; `inter-reader`: by another one
/// @param codes freshly drawn, one for each recording to be sampled
public record SampleRereads(ActContext context, String modality, String kind, List<ReadCode> codes, Lot lot)
        implements InRoom {}
