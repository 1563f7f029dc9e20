package org.trialbook.trial.reading;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.trialbook.event.EventTag;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.StudyEvent.ReadingBatchOpened;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.ShuffleKey;

/// The recordings that a decision has to look at, each with its reads. A copy costs nothing: decisions about all
/// recordings of the study go on from each other's.
final class Recordings {

    private PMap<String, PMap<ReadCode, OneRecording>> byModality = HashTreePMap.empty();
    /// Those of which somebody may still be given a read.
    private PMap<String, PMap<ReadCode, OneRecording>> open = HashTreePMap.empty();
    private PMap<ReadCode, OneRecording> byCode = HashTreePMap.empty();
    private PMap<ReadCode, ReadCode> recordingOfRead = HashTreePMap.empty();
    /// Those of which nothing counts, and nothing is read any more.
    private PSet<ReadCode> takenBack = HashTreePSet.empty();
    /// Which media objects belong to which recording, be it one of these or another.
    private PMap<ReadCode, PSet<String>> attached = HashTreePMap.empty();

    /// @param history in the record's order
    static Recordings of(Iterable<TrialEvent> history) {
        Recordings recordings = new Recordings();
        history.forEach(recordings::apply);
        return recordings;
    }

    Recordings copy() {
        Recordings copy = new Recordings();
        copy.byModality = byModality;
        copy.open = open;
        copy.byCode = byCode;
        copy.recordingOfRead = recordingOfRead;
        copy.takenBack = takenBack;
        copy.attached = attached;
        return copy;
    }

    void apply(TrialEvent event) {
        switch (event) {
            case ReadingEvent reading -> apply(reading);
            case ReadingBatchOpened opened -> open(opened.modality()).forEach(recording -> put(recording.offered()));
            default -> {}
        }
    }

    private void apply(ReadingEvent event) {
        if (event instanceof ReadingEvent.MediaAttached media) {
            PSet<String> known = attached.getOrDefault(media.read(), HashTreePSet.empty());
            attached = attached.plus(media.read(), known.plus(media.mediaHash()));
        }
        if (event instanceof ReadingEvent.RecordingTakenBack taken) {
            attached = attached.minus(taken.read());
            takenBack = takenBack.plus(taken.read());
        }
        @Nullable
        OneRecording recording = switch (event) {
            case ReadingEvent.ReadRegistered e -> known(e.read());
            case ReadingEvent.FurtherReadRegistered e -> known(e.of());
            case ReadingEvent.ReadAssigned e -> find(e.read());
            case ReadingEvent.ReadReleased e -> find(e.read());
            case ReadingEvent.ReadSubmitted e -> find(e.read());
            case ReadingEvent.MediaAttached e -> find(e.read());
            case ReadingEvent.RecordingTakenBack e -> find(e.read());
        };
        if (recording != null) {
            recordingOfRead = recordingOfRead.plus(event.read(), recording.code());
            put(recording.after(event));
        }
    }

    private OneRecording known(ReadCode code) {
        return byCode.getOrDefault(code, OneRecording.unknown(code));
    }

    private @Nullable OneRecording find(ReadCode read) {
        ReadCode recording = recordingOfRead.get(read);
        return recording == null ? null : byCode.get(recording);
    }

    private void put(OneRecording recording) {
        byCode = byCode.plus(recording.code(), recording);
        boolean counts = !takenBack.contains(recording.code());
        byModality = counts ? with(byModality, recording) : without(byModality, recording);
        boolean anyOpen = counts && recording.reads().stream().anyMatch(OneRead::open);
        open = anyOpen ? with(open, recording) : without(open, recording);
    }

    private static PMap<String, PMap<ReadCode, OneRecording>> without(
            PMap<String, PMap<ReadCode, OneRecording>> all, OneRecording recording) {
        PMap<ReadCode, OneRecording> others = all.getOrDefault(recording.modality(), HashTreePMap.empty());
        return all.plus(recording.modality(), others.minus(recording.code()));
    }

    private static PMap<String, PMap<ReadCode, OneRecording>> with(
            PMap<String, PMap<ReadCode, OneRecording>> all, OneRecording recording) {
        PMap<ReadCode, OneRecording> others = all.getOrDefault(recording.modality(), HashTreePMap.empty());
        return all.plus(recording.modality(), others.plus(recording.code(), recording));
    }

    /// Those that count.
    Collection<OneRecording> of(String modality) {
        return byModality.getOrDefault(modality, HashTreePMap.empty()).values();
    }

    /// Those of which nobody has some read.
    Collection<OneRecording> open(String modality) {
        return open.getOrDefault(modality, HashTreePMap.empty()).values();
    }

    /// The recording that is read under this code.
    Optional<OneRecording> ofRead(ReadCode read) {
        return Optional.ofNullable(find(read));
    }

    /// Whether a media object belongs to a recording, be it one of these or another.
    boolean attached(String mediaHash) {
        return attached.values().stream().anyMatch(media -> media.contains(mediaHash));
    }

    boolean takenBack(OneRecording recording) {
        return takenBack.contains(recording.code());
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
                tags.put(event, EventTag.ofRecording(Objects.requireNonNull(recordingOfRead.get(reading.read()))));
            }
        }
        return new Outcome.Recorded(recorded.events(), tags, recorded.shownOnce());
    }

    /// Drawn codes under which nothing is read yet, each once.
    Iterator<ReadCode> free(ShuffleKey chance) {
        return ReadCodes.drawn(chance).filter(code -> !taken(code)).distinct().iterator();
    }

    private boolean taken(ReadCode code) {
        return recordingOfRead.containsKey(code);
    }
}
