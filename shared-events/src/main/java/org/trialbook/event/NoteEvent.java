package org.trialbook.event;

import org.trialbook.blinding.Padded;
import org.trialbook.blinding.Sealed;

/// Notes to a casebook. One of somebody who may know what is sealed is sealed, its place too: as of queries,
/// what they looked at could tell.
public sealed interface NoteEvent extends SubjectEvent {

    /// By somebody blinded, for everybody to read.
    @Stored(value = "NoteAdded", version = 2, conversions = SaidAlike.class)
    record NoteAdded(StudyId study, SubjectId subject, SiteId site, CasebookNote note)
            implements NoteEvent, ToBlinded.Shown {}

    @Stored(value = "SealedNoteAdded", version = 2, conversions = SaidAlike.class)
    record SealedNoteAdded(
            StudyId study,
            SubjectId subject,
            SiteId site,
            @Padded(2560) Sealed<CasebookNote> note) implements NoteEvent, ToBlinded.Withheld {}
}
