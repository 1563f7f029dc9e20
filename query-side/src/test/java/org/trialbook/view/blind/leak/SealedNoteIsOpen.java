package org.trialbook.view.blind.leak;

import java.util.List;
import org.trialbook.event.NoteEvent.NoteAdded;
import org.trialbook.event.NoteEvent.SealedNoteAdded;
import org.trialbook.view.blind.Deed;

/// A note, its place and its words.
final class SealedNoteIsOpen implements Leak {

    @Override
    public String imitates() {
        return "what somebody notes who knows is recorded as everybody's notes are";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        return deeds.stream().map(SealedNoteIsOpen::changed).toList();
    }

    private static Deed changed(Deed deed) {
        return deed.event() instanceof SealedNoteAdded note
                ? deed.with(new NoteAdded(
                        note.study(), note.subject(), note.site(), note.note().opened()))
                : deed;
    }
}
