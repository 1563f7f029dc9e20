package org.trialbook.view.worklist;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A read as its reader knows it, and what of it the reader must not know: that it is one of several of a recording.
///
/// @param recording the code under which the recording was registered, and under which its media are found; never shown
/// @param modality null until the read was registered
/// @param reader the account it is assigned to; null while nobody's
/// @param media of the recording, where this is the read it was registered with; in the order in which they were put to
/// it
public record WorkItem(
        String read,
        String recording,
        @Nullable String modality,
        @Nullable String reader,
        Status status,
        List<Media> media) {

    public enum Status {
        @JsonProperty("registered")
        REGISTERED,
        @JsonProperty("assigned")
        ASSIGNED,
        @JsonProperty("submitted")
        SUBMITTED,
        /// Of the read that a recording was registered with: there is no such read for anybody any more.
        @JsonProperty("taken-back")
        TAKEN_BACK
    }

    /// @param hash SHA-256 of the bytes, never shown: it would tell that two reads are of one recording
    public record Media(String hash, String contentType, int bytes) {}

    /// Whether it is the reader's: not once its recording was taken back.
    ///
    /// @param items finds a read by its code
    public boolean isOf(String account, Function<String, @Nullable WorkItem> items) {
        if (!account.equals(reader)) {
            return false;
        }
        WorkItem registered = recording.equals(read) ? this : items.apply(recording);
        return registered == null || registered.status != Status.TAKEN_BACK;
    }

    WorkItem of(String nextRecording, String nextModality) {
        return new WorkItem(read, nextRecording, nextModality, reader, status, media);
    }

    /// Nothing brings a recording back.
    WorkItem at(@Nullable String nextReader, Status next) {
        Status then = status == Status.TAKEN_BACK ? status : next;
        return new WorkItem(read, recording, modality, nextReader, then, media);
    }

    WorkItem with(Media more) {
        List<Media> all = new ArrayList<>(media);
        all.add(more);
        return new WorkItem(read, recording, modality, reader, status, List.copyOf(all));
    }
}
