package org.trialbook.view.blind;

import org.trialbook.access.Role;
import org.trialbook.access.demo.DemoPeople;
import org.trialbook.access.demo.DemoPerson;
import org.trialbook.event.SiteId;
import org.trialbook.ledger.EventLine;

/// The demo's people as actors of a history.
final class People {

    private People() {}

    static EventLine.Actor at(Role role, String site) {
        return actor(DemoPeople.of(role, new SiteId(site)));
    }

    static EventLine.Actor central(Role role) {
        return actor(DemoPeople.of(role, null));
    }

    static EventLine.Actor reader(int number) {
        return actor(DemoPeople.withId("reader-" + number).orElseThrow());
    }

    private static EventLine.Actor actor(DemoPerson person) {
        SiteId site = person.site();
        return new EventLine.Actor(
                person.id(), person.name(), person.role().storedName(), site == null ? null : site.value());
    }
}
