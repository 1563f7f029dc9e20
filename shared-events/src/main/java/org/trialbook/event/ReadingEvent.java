package org.trialbook.event;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Padded;
import org.trialbook.blinding.Sealed;
import tools.jackson.databind.node.ObjectNode;

/// What concerns the blinded reading of an ECG or echo. Only [ReadRegistered], and [RecordingTakenBack] that undoes it,
/// know the subject, so that what readers see can be told without it.
public sealed interface ReadingEvent extends TrialEvent {

    ReadCode read();

    @Override
    default Set<EventTag> tags() {
        return Set.of(EventTag.of(read()));
    }

    /// What follows a read's registration names no site, so site staff do not see it.
    @Override
    default boolean toSite(SiteId site) {
        return false;
    }

    /// @param modality one of the read plan's modalities, such as `ecg`
    /// @param media where the recording is kept: a reference within the core lab's archive
    /// @param mediaHash SHA-256 of the recording, lower-case hexadecimal
    @Stored("ReadRegistered")
    record ReadRegistered(
            StudyId study,
            ReadCode read,
            SubjectId subject,
            SiteId site,
            String visit,
            String modality,
            String media,
            String mediaHash)
            implements ReadingEvent, ToBlinded.Shown {
        @Override
        public Set<EventTag> tags() {
            return Set.of(EventTag.of(read), EventTag.of(subject), EventTag.of(site));
        }

        @Override
        public Optional<SubjectId> aboutSubject() {
            return Optional.of(subject);
        }

        @Override
        public boolean toSite(SiteId other) {
            return site.equals(other);
        }
    }

    /// A recording was registered where it does not belong: of the wrong subject, visit or file. From then on no
    /// read of it counts, its place can be registered again, and its files belong to no recording.
    ///
    /// @param read the code under which it was registered; nobody at a site is told of further ones
    /// @param because sealed always: why is free text, and there is no form that would say whether it may be open
    @Stored("RecordingTakenBack")
    record RecordingTakenBack(
            StudyId study,
            ReadCode read,
            SubjectId subject,
            SiteId site,
            String visit,
            String modality,
            @Padded(2304) Sealed<String> because)
            implements ReadingEvent, ToBlinded.ShownWithoutSealedFields {
        @Override
        public Set<EventTag> tags() {
            return Set.of(EventTag.of(read), EventTag.ofRecording(read), EventTag.of(subject), EventTag.of(site));
        }

        @Override
        public Optional<SubjectId> aboutSubject() {
            return Optional.of(subject);
        }

        @Override
        public boolean toSite(SiteId other) {
            return site.equals(other);
        }
    }

    /// @param reader the id of the reader's account
    @Stored("ReadAssigned")
    record ReadAssigned(StudyId study, ReadCode read, String reader) implements ReadingEvent, ToBlinded.Shown {}

    /// @param values item code → answer, for the items that reveal nothing
    /// @param notEvaluable the protocol's reason why nothing could be measured; null when the recording
    ///     was read
    /// @param revealing item code → answer, for the items the protocol marks `reveals-the-arm`; sealed as one,
    ///     empty when nothing could be measured; null where the plan has no such item
    @Stored(value = "ReadSubmitted", version = 2, conversions = NothingRevealing.class)
    record ReadSubmitted(
            StudyId study,
            ReadCode read,
            String reader,
            Map<String, ItemValue> values,
            @Nullable String notEvaluable,
            @Padded(96) Sealed<ArmGuess> guess,
            @Padded(4096) @Nullable Sealed<Map<String, ItemValue>> revealing)
            implements ReadingEvent, ToBlinded.ShownWithoutSealedFields {}

    /// Version 1 of [ReadSubmitted] knew no answers that tell the arm: no protocol of its time could mark one.
    final class NothingRevealing implements Conversion {
        @Override
        public void toNext(ObjectNode payload) {
            payload.putNull("revealing");
        }
    }

    /// A media object of the recording was put to it, before anybody was assigned.
    ///
    /// @param mediaHash SHA-256 of its bytes, lower-case hexadecimal
    /// @param contentType what its bytes were found to be, such as `application/dicom`
    /// @param bytes how many there are
    @Stored("MediaAttached")
    record MediaAttached(StudyId study, ReadCode read, String mediaHash, String contentType, int bytes)
            implements ReadingEvent, ToBlinded.Shown {}

    /// The recording is to be read once more, under another code, so that nobody can put two reads together.
    ///
    /// @param of the code under which the recording was first registered
    /// @param purpose `second`, `adjudication`, `intra-reader` or `inter-reader`
    @Stored("FurtherReadRegistered")
    record FurtherReadRegistered(StudyId study, ReadCode read, ReadCode of, String modality, String purpose)
            implements ReadingEvent, ToBlinded.Shown {
        @Override
        public Set<EventTag> tags() {
            return Set.of(EventTag.of(read), EventTag.ofRecording(of));
        }
    }

    /// The reader gave the read back; it may be assigned again.
    ///
    /// @param reader the id of the account it was assigned to
    @Stored("ReadReleased")
    record ReadReleased(StudyId study, ReadCode read, String reader, String reason)
            implements ReadingEvent, ToBlinded.Shown {}
}
