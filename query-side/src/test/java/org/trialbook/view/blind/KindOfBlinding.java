package org.trialbook.view.blind;

import java.util.List;
import java.util.stream.Stream;

/// What a generated trial's protocol says of its blind, and who is asked about it: somebody of each role that is blind
/// by it. The last amendment is of the kind that old records may hold, which opens the blind, too.
public enum KindOfBlinding {
    /// As HOT-CRT is.
    SINGLE_BLIND(
            "single-blind",
            List.of("investigator", "implanter"),
            List.of("coordinator@01", "coordinator@02"),
            List.of("reader-1", "reader-2"),
            List.of("monitor", "data-manager", "sponsor", "administrator")),
    /// Nobody at a site knows but the programmer: those who did before see no more than the others.
    DOUBLE_BLIND(
            "double-blind",
            List.of("programmer"),
            List.of("investigator@01", "implanter@02", "pharmacist@01"),
            List.of(),
            List.of("unblinded-monitor", "blinded-statistician")),
    /// Everybody at a site knows who treats or assesses.
    OPEN_LABEL(
            "open-label",
            List.of("investigator", "implanter", "coordinator", "unblinded-monitor"),
            List.of("programmer@01", "pharmacist@01"),
            List.of("reader-3"),
            List.of("endpoint-committee", "monitor"));

    private final String kind;
    private final List<String> knowing;
    private final List<String> atSites;
    private final List<String> reading;
    private final List<String> central;

    KindOfBlinding(
            String kind, List<String> knowing, List<String> atSites, List<String> reading, List<String> central) {
        this.kind = kind;
        this.knowing = knowing;
        this.atSites = atSites;
        this.reading = reading;
        this.central = central;
    }

    /// The protocol with this blind.
    public String of(String protocol) {
        StringBuilder blinding = new StringBuilder("blinding:\n  kind: " + kind + "\n  roles:\n");
        knowing.forEach(role -> blinding.append("    ").append(role).append(knows()));
        List.of("statistician", "safety-board", "inspector")
                .forEach(role -> blinding.append("    ").append(role).append(knows()));
        return protocol.substring(0, protocol.indexOf("blinding:"))
                + blinding
                + protocol.substring(protocol.indexOf("target:"));
    }

    /// The protocol of a later version that would let everybody at a site know.
    static String opened(String protocol) {
        return OPEN_LABEL.of(protocol).replace("    coordinator:", "    pharmacist" + knows() + "    coordinator:");
    }

    private static String knows() {
        return ": {allocation: always, device-data: always, core-lab-results: always}\n";
    }

    /// Whom it blinds; of site staff and readers those at both sites, so that each sees the other's subjects refused.
    ///
    /// @param differing what the histories differ in: for who is told neither positions nor how many events
    ///     there are, they are equal even if they differ in how many acts are withheld; and a site is not told
    ///     what the core laboratory does
    List<String> people(GeneratedTrial.Differing differing) {
        return switch (differing) {
            case SEALED -> joined(joined(atSites, reading), central);
            case WITHHELD -> joined(atSites, reading);
            case READING -> atSites;
        };
    }

    private static List<String> joined(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
