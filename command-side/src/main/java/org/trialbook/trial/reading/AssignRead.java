package org.trialbook.trial.reading;

import org.trialbook.event.ReadCode;
import org.trialbook.trial.act.ActContext;

/// Assign a read to a reader.
///
/// @param reader the id of the reader's account
public record AssignRead(ActContext context, ReadCode read, ReadFamily family, String reader) implements OnRead {}
