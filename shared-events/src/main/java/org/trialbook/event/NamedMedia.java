package org.trialbook.event;

import java.util.List;
import java.util.Optional;
import org.trialbook.event.ReadingEvent.MediaAttached;
import org.trialbook.event.ReadingEvent.ReadRegistered;

/// Which recordings a record names that were uploaded to it, and so have to be kept with it.
public final class NamedMedia {

    /// What `media` says of one, before its hash; anything else stays in an archive of the core lab's.
    private static final String UPLOADED = "sha256:";

    private NamedMedia() {}

    /// Stored names of the events that may name one.
    public static List<String> types() {
        return List.of(
                EventTypes.nameOf(ReadRegistered.class).qualified(),
                EventTypes.nameOf(MediaAttached.class).qualified());
    }

    /// The SHA-256 of the recording's bytes, in lower-case hexadecimal; empty when the event names none.
    public static Optional<String> in(TrialEvent event) {
        return switch (event) {
            case ReadRegistered registered ->
                Optional.of(registered.mediaHash())
                        .filter(hash -> registered.media().startsWith(UPLOADED));
            case MediaAttached attached -> Optional.of(attached.mediaHash());
            default -> Optional.empty();
        };
    }
}
