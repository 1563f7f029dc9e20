package org.trialbook.view.blind.leak;

import java.util.List;
import org.trialbook.event.ListEvent.ListSaved;
import org.trialbook.view.blind.Deed;

/// What somebody looks for, under which name.
final class SealedListIsOpen implements Leak {

    @Override
    public String imitates() {
        return "a list of somebody who knows is kept as everybody's lists are";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        return deeds.stream().map(SealedListIsOpen::changed).toList();
    }

    private static Deed changed(Deed deed) {
        return deed.event() instanceof ListSaved saved && saved.sealed() != null
                ? deed.with(new ListSaved(
                        saved.study(), saved.site(), saved.sealed().opened(), null))
                : deed;
    }
}
