package org.trialbook.access.demo;

import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.Role;
import org.trialbook.event.SiteId;

/// Somebody who exists in the demo only; the name always says so.
public record DemoPerson(
        String id, String name, Role role, @Nullable SiteId site) {

    private static final String MARK = " (demo)";

    public DemoPerson {
        name = name.endsWith(MARK) ? name : name + MARK;
        Caller unused = new Caller(id, name, role, site);
    }

    public Caller caller() {
        return new Caller(id, name, role, site);
    }
}
