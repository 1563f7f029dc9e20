package org.trialbook.simulation;

import java.time.ZoneId;
import java.util.List;

/// A clinic of the simulated trial. Three of them, in three time zones, staffed by the demo's people.
record SimulatedSite(String number, String name, ZoneId zone) {

    static final List<SimulatedSite> ALL = List.of(
            new SimulatedSite("01", "University Heart Centre North", ZoneId.of("Europe/Berlin")),
            new SimulatedSite("02", "Royal Riverside Hospital", ZoneId.of("Europe/London")),
            new SimulatedSite("03", "Lakeshore Medical Center", ZoneId.of("America/New_York")));

    /// Where the data manager and the core lab sit.
    static final ZoneId CENTRE = ZoneId.of("Europe/Berlin");

    /// One of the demo's people at this site, such as `coordinator`.
    String staff(String post) {
        return post + "@" + number;
    }

    /// A site that is not this one.
    SimulatedSite other() {
        return ALL.get((ALL.indexOf(this) + 1) % ALL.size());
    }
}
