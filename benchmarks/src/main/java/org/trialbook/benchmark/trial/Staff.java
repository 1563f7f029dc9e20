package org.trialbook.benchmark.trial;

import org.trialbook.access.Role;
import org.trialbook.access.demo.DemoPeople;
import org.trialbook.access.demo.DemoPerson;
import org.trialbook.event.SiteId;

/// Who works in a trial with more sites than the demo has people for.
final class Staff {

    private Staff() {}

    /// @param id such as `reader-1`, or `investigator-2@17`; somebody is made up where the demo has nobody of
    ///     that id
    static DemoPerson of(String id) {
        return DemoPeople.withId(id).orElseGet(() -> madeUp(id));
    }

    private static DemoPerson madeUp(String id) {
        String[] parts = id.split("@", 2);
        Role role = Role.named(parts[0].replaceFirst("-[0-9]$", "")).orElseThrow();
        return new DemoPerson(id, "The " + id, role, parts.length == 1 ? null : new SiteId(parts[1]));
    }
}
