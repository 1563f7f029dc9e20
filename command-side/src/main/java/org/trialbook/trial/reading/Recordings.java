package org.trialbook.trial.reading;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.EventTag;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.StudyEvent.ReadingBatchOpened;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.ShuffleKey;

/// The recordings that a decision has to look at, each with its reads.
final class Recordings {

    private final Map<ReadCode, OneRecording> byCode = new HashMap<>();
    private final Map<ReadCode, OneRecording> byRead = new HashMap<>();
    private final Set<String> attached = new HashSet<>();

    /// @param history in the record's order
    static Recordings of(Iterable<TrialEvent> history) {
        Recordings recordings = new Recordings();
        history.forEach(recordings::apply);
        return recordings;
    }

    void apply(TrialEvent event) {
        switch (event) {
            case ReadingEvent reading -> apply(reading);
            case ReadingBatchOpened opened -> of(opened.modality()).forEach(OneRecording::offer);
            default -> {}
        }
    }

    private void apply(ReadingEvent event) {
        if (event instanceof ReadingEvent.MediaAttached media) {
            attached.add(media.mediaHash());
        }
        OneRecording recording = switch (event) {
            case ReadingEvent.ReadRegistered e -> known(e.read());
            case ReadingEvent.FurtherReadRegistered e -> known(e.of());
            case ReadingEvent.ReadAssigned e -> byRead.get(e.read());
            case ReadingEvent.ReadReleased e -> byRead.get(e.read());
            case ReadingEvent.ReadSubmitted e -> byRead.get(e.read());
            case ReadingEvent.MediaAttached e -> byRead.get(e.read());
        };
        if (recording != null) {
            byRead.put(event.read(), recording);
            recording.apply(event);
        }
    }

    private OneRecording known(ReadCode code) {
        return byCode.computeIfAbsent(code, OneRecording::new);
    }

    List<OneRecording> of(String modality) {
        return byCode.values().stream()
                .filter(recording -> recording.modality().equals(modality))
                .toList();
    }

    /// The recording that is read under this code.
    Optional<OneRecording> ofRead(ReadCode read) {
        @Nullable OneRecording recording = byRead.get(read);
        return Optional.ofNullable(recording);
    }

    /// Whether a media object belongs to a recording, be it one of these or another.
    boolean attached(String mediaHash) {
        return attached.contains(mediaHash);
    }

    /// What is recorded of reads, each with the tag of its recording: a later act that looks at the recording
    /// finds them by that tag, whichever codes were registered in between.
    Outcome tagged(Outcome outcome) {
        if (!(outcome instanceof Outcome.Recorded recorded)) {
            return outcome;
        }
        Map<TrialEvent, EventTag> tags = new HashMap<>();
        for (TrialEvent event : recorded.events()) {
            if (event instanceof ReadingEvent reading && !(event instanceof ReadingEvent.FurtherReadRegistered)) {
                OneRecording recording = Objects.requireNonNull(byRead.get(reading.read()));
                tags.put(event, EventTag.ofRecording(recording.code()));
            }
        }
        return new Outcome.Recorded(recorded.events(), tags, recorded.shownOnce());
    }

    /// Drawn codes under which nothing is read yet, each once.
    Iterator<ReadCode> free(ShuffleKey chance) {
        return ReadCodes.drawn(chance).filter(code -> !taken(code)).distinct().iterator();
    }

    private boolean taken(ReadCode code) {
        return byRead.containsKey(code);
    }
}
