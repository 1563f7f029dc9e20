package org.trialbook.view.lists;

import org.trialbook.event.NoteEvent;

/// Every note to a casebook that somebody blinded wrote. Those of others stand with the subject's treatment.
public final class NotesQuestion extends SubjectEvents {
    public NotesQuestion() {
        super("notes", NoteEvent.NoteAdded.class);
    }
}
