package org.trialbook.trial.reading;

import org.trialbook.event.ReadCode;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.ActContext;

/// Assign a recording to a reader.
///
/// @param reader the id of the reader's account
public record AssignRead(ActContext context, ReadCode read, String reader) implements Act {}
