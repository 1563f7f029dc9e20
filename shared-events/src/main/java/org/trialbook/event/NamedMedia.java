package org.trialbook.event;

import java.util.List;
import java.util.Optional;
import org.trialbook.event.DictionaryEvent.DictionaryLoaded;
import org.trialbook.event.ReadingEvent.MediaAttached;
import org.trialbook.event.ReadingEvent.ReadRegistered;
import org.trialbook.event.StudyEvent.ProtocolPublished;

/// Which recordings and texts a record names that stand beside its log, and so have to be kept with it.
public final class NamedMedia {

    /// What `media` says of one, before its hash; anything else stays in an archive of the core lab's.
    private static final String UPLOADED = "sha256:";

    private NamedMedia() {}

    /// Stored names of the events that may name one.
    public static List<String> types() {
        return List.of(
                EventTypes.nameOf(ReadRegistered.class).qualified(),
                EventTypes.nameOf(MediaAttached.class).qualified(),
                EventTypes.nameOf(ProtocolPublished.class).qualified(),
                EventTypes.nameOf(DictionaryLoaded.class).qualified());
    }

    /// The SHA-256 of its bytes, in lower-case hexadecimal; empty when the event names none.
    public static Optional<String> in(TrialEvent event) {
        return switch (event) {
            case ReadRegistered registered ->
                Optional.of(registered.mediaHash())
                        .filter(hash -> registered.media().startsWith(UPLOADED));
            case MediaAttached attached -> Optional.of(attached.mediaHash());
            case ProtocolPublished published ->
                published.inLine() == null ? Optional.of(published.contentHash()) : Optional.empty();
            case DictionaryLoaded loaded -> Optional.of(loaded.contentHash());
            default -> Optional.empty();
        };
    }
}
