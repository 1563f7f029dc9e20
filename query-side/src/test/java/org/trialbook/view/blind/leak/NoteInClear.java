package org.trialbook.view.blind.leak;

import java.util.List;
import org.trialbook.event.SubjectEvent;
import org.trialbook.view.blind.Deed;

/// Words that were to be sealed.
final class NoteInClear implements Leak {

    @Override
    public String imitates() {
        return "a withdrawal's note is repeated in the line's reason";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        return deeds.stream()
                .map(deed -> deed.event() instanceof SubjectEvent.SubjectDiscontinued withdrawn
                        ? deed.because(withdrawn.note().opened())
                        : deed)
                .toList();
    }
}
