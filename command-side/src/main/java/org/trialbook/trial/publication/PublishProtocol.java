package org.trialbook.trial.publication;

import org.trialbook.protocol.Protocol;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.ActContext;

/// Publish a protocol.
///
/// @param content the file as it was sent
/// @param protocol what the file says
/// @param demo whether this is the demo, where nobody is treated by what is recorded
public record PublishProtocol(ActContext context, String content, Protocol protocol, boolean demo) implements Act {}
