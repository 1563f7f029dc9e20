package org.trialbook.trial.reading;

import org.trialbook.event.ReadCode;
import org.trialbook.store.media.StoredMedia;
import org.trialbook.trial.act.ActContext;

/// Put a further media object to a recording.
///
/// @param media what was uploaded and found under its hash
public record AttachMedia(ActContext context, ReadCode read, ReadFamily family, StoredMedia media) implements OnRead {}
