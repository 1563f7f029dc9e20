package org.trialbook.view.blind.leak;

import java.util.List;
import org.trialbook.event.QueryEvent.QueryOpened;
import org.trialbook.view.blind.Deed;

/// A query, and its words.
final class SealedQueryIsOpen implements Leak {

    @Override
    public String imitates() {
        return "what somebody asks who knows is recorded as everybody's queries are";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        return deeds.stream().map(SealedQueryIsOpen::changed).toList();
    }

    private static Deed changed(Deed deed) {
        return deed.event() instanceof QueryOpened query && query.sealed() != null
                ? deed.with(new QueryOpened(
                        query.study(),
                        query.subject(),
                        query.site(),
                        query.query(),
                        query.sealed().opened(),
                        null))
                : deed;
    }
}
