package org.trialbook.event;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.trialbook.blinding.Padded;
import org.trialbook.blinding.Sealed;

/// What was brought in from files, and what of it was taken back. What was brought in itself stands in the events
/// that follow in the same act, as if somebody had typed it.
public sealed interface ImportEvent extends StudyEvent {

    SiteId site();

    @Override
    default Set<EventTag> tags() {
        return Set.of(EventTag.of(site()));
    }

    @Override
    default Optional<SiteId> aboutSite() {
        return Optional.of(site());
    }

    /// Values were brought in from a file. The events that follow this one, `forms` and `corrections` together, are
    /// what was recorded by it.
    ///
    /// @param importId by which it is named where it is undone
    /// @param subjects of whom something was recorded by it, ascending, at most 4,000
    /// @param forms how many forms it recorded
    /// @param corrections how many answers it corrected
    /// @param fileHash SHA-256 of the file's UTF-8 bytes; sealed, because of few possible files it would tell which
    @Stored("ValuesImported")
    record ValuesImported(
            StudyId study,
            SiteId site,
            String importId,
            List<SubjectId> subjects,
            int forms,
            int corrections,
            @Padded(96) Sealed<String> fileHash)
            implements ImportEvent, ToBlinded.ShownWithoutSealedFields {

        /// How many events follow this one that belong to it.
        public int events() {
            return forms + corrections;
        }
    }

    /// What an import brought in was taken back: by the events that follow this one, which say why.
    ///
    /// @param importId which one
    /// @param forms how many forms were marked as entered in error
    /// @param corrections how many answers became what they were before it
    @Stored("ImportUndone")
    record ImportUndone(StudyId study, SiteId site, String importId, int forms, int corrections)
            implements ImportEvent, ToBlinded.Shown {}
}
