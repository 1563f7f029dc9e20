package org.trialbook.trial.publication;

import org.trialbook.protocol.Protocol;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.ActContext;

/// Publish a protocol.
///
/// @param content the file as it was sent
/// @param protocol what the file says
public record PublishProtocol(ActContext context, String content, Protocol protocol) implements Act {}
