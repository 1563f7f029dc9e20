package org.trialbook.simulation;

import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;

/// What is to be simulated, and against which server. The same plan has the same content on every day and on every
/// server, and the same idempotency keys: a second run of it on the same record records nothing new.
///
/// @param server where acts are sent, such as `http://127.0.0.1:8080`
/// @param querySide where the unblinded views are asked; the server itself when both sides are one process
/// @param demoDir the directory of the demo's identity, from which the clients' tokens are minted
/// @param protocol the protocol file to publish, YAML
/// @param subjects how many subjects are randomized; more are screened
/// @param seed from which all content follows
/// @param clients how many subjects are worked on at a time
/// @param from the first day of the enrolment, which takes twelve months
public record SimulationPlan(
        URI server,
        URI querySide,
        Path demoDir,
        String protocol,
        int subjects,
        long seed,
        int clients,
        LocalDate from) {

    public static final int CLIENTS = 12;

    /// A fixed day, so that content doesn't depend on the day of the run.
    public static final LocalDate FROM = LocalDate.of(2024, 10, 7);

    static final int ENROLMENT_DAYS = 364;

    /// From the first registration to the last act of the last subject, at most; see [Course].
    private static final int LONGEST_DAYS = ENROLMENT_DAYS + 310;

    /// @throws IllegalArgumentException when there is nobody to randomize or to do it
    public SimulationPlan {
        if (subjects < 1 || clients < 1 || clients > 256) {
            throw new IllegalArgumentException("at least 1 subject and 1 to 256 clients");
        }
    }

    public static SimulationPlan of(URI server, Path demoDir, String protocol, int subjects, long seed) {
        return new SimulationPlan(server, server, demoDir, protocol, subjects, seed, CLIENTS, FROM);
    }

    /// The day by which everything in this plan has happened.
    public LocalDate over() {
        return from.plusDays(LONGEST_DAYS);
    }

    /// A stream of draws for a matter of this plan.
    Chance chance(Object... matter) {
        return Chance.of(seed, matter);
    }

    /// A subject's number in keys and streams.
    static String number(int index) {
        return "%04d".formatted(index);
    }

    /// The key of an act; plans that differ in content differ in it.
    String key(String what) {
        return "sim-%d-%d-%s-%s".formatted(seed, subjects, from, what);
    }
}
