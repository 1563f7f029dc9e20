package org.trialbook.event;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.DictionaryEvent.DictionaryLoaded;
import org.trialbook.event.DocumentEvent.DocumentPublished;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.ReadingEvent.MediaAttached;
import org.trialbook.event.ReadingEvent.ReadRegistered;
import org.trialbook.event.StudyEvent.ProtocolPublished;

/// Which recordings, files and texts a record names that stand beside its log, and so have to be kept with it.
public final class NamedMedia {

    private NamedMedia() {}

    /// Stored names of the events that may name one.
    public static List<String> types() {
        return List.of(
                EventTypes.nameOf(ReadRegistered.class).qualified(),
                EventTypes.nameOf(MediaAttached.class).qualified(),
                EventTypes.nameOf(ProtocolPublished.class).qualified(),
                EventTypes.nameOf(DictionaryLoaded.class).qualified(),
                EventTypes.nameOf(DocumentPublished.class).qualified(),
                EventTypes.nameOf(AssessmentRecorded.class).qualified(),
                EventTypes.nameOf(ValueCorrected.class).qualified());
    }

    /// The SHA-256 of its bytes, in lower-case hexadecimal; none when the event names none.
    public static Set<String> in(TrialEvent event) {
        return switch (event) {
            // Anything else stays in an archive of the core lab's.
            case ReadRegistered registered ->
                registered.media().startsWith(ItemValue.FILE) ? Set.of(registered.mediaHash()) : Set.of();
            case MediaAttached attached -> Set.of(attached.mediaHash());
            case ProtocolPublished published -> published.inLine() == null ? Set.of(published.contentHash()) : Set.of();
            case DictionaryLoaded loaded -> Set.of(loaded.contentHash());
            case DocumentPublished published -> Set.of(published.contentHash());
            case AssessmentRecorded recorded -> files(recorded.values().values().stream());
            case ValueCorrected corrected -> files(Stream.ofNullable(replacing(corrected)));
            default -> Set.of();
        };
    }

    private static @Nullable ItemValue replacing(ValueCorrected corrected) {
        Correction open = corrected.correction();
        return open == null ? null : open.to();
    }

    private static Set<String> files(Stream<ItemValue> answers) {
        return answers.map(ItemValue::fileHash).flatMap(Optional::stream).collect(Collectors.toUnmodifiableSet());
    }
}
