package org.trialbook.simulation;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// A clinic of the simulated trial. The first three, in three time zones, are staffed by the demo's people; a large
/// trial has more, which have no names of their own.
record SimulatedSite(String number, String name, ZoneId zone) {

    /// Sites have two or three digits.
    static final int MOST = 999;

    private static final List<SimulatedSite> NAMED = List.of(
            new SimulatedSite("01", "University Heart Centre North", ZoneId.of("Europe/Berlin")),
            new SimulatedSite("02", "Royal Riverside Hospital", ZoneId.of("Europe/London")),
            new SimulatedSite("03", "Lakeshore Medical Center", ZoneId.of("America/New_York")));

    private static final List<SimulatedSite> ALL =
            IntStream.rangeClosed(1, MOST).mapToObj(SimulatedSite::numbered).toList();

    /// Where the data manager and the core lab sit.
    static final ZoneId CENTRE = ZoneId.of("Europe/Berlin");

    /// One of the demo's people at this site, such as `coordinator`.
    String staff(String post) {
        return post + "@" + number;
    }

    /// So many of them.
    static List<SimulatedSite> first(int sites) {
        return ALL.subList(0, sites);
    }

    private static SimulatedSite numbered(int number) {
        return number <= NAMED.size()
                ? NAMED.get(number - 1)
                : new SimulatedSite(
                        String.format(Locale.ROOT, "%02d", number),
                        "Clinic " + number,
                        NAMED.get(number % NAMED.size()).zone());
    }

    /// One of the named sites that is not this one.
    SimulatedSite other() {
        return NAMED.get((NAMED.indexOf(this) + 1) % NAMED.size());
    }
}
