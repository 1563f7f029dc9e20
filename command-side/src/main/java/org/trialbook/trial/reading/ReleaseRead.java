package org.trialbook.trial.reading;

import org.trialbook.event.ReadCode;
import org.trialbook.trial.act.ActContext;

/// Give a read back that is not submitted.
///
/// @param reason in the reader's words
public record ReleaseRead(ActContext context, ReadCode read, ReadFamily family, String reason) implements OnRead {}
