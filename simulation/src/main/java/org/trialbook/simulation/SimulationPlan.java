package org.trialbook.simulation;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.trialbook.protocol.Anchors;
import org.trialbook.protocol.ProtocolFile;
import org.trialbook.protocol.Visit;

/// What is to be simulated, and against which server. The same plan has the same content on every day and on every
/// server, and the same idempotency keys: a second run of it on the same record records nothing new.
///
/// @param server where acts are sent, such as `http://127.0.0.1:8080`
/// @param querySide where the unblinded views are asked; the server itself when both sides are one process
/// @param protocol the protocol file to publish, YAML
/// @param subjects how many subjects are randomized; more are screened
/// @param sites at how many clinics
/// @param seed from which all content follows
/// @param clients how many subjects are worked on at a time
/// @param from the first day of the enrolment, which takes twelve months
/// @param upTo after how many randomizations it stops in the middle; at least as many as `subjects` for never
/// @param toTheEnd whether the study is locked in the end, unblinded, and its seed revealed
public record SimulationPlan(
        URI server,
        URI querySide,
        String protocol,
        int subjects,
        int sites,
        long seed,
        int clients,
        LocalDate from,
        int upTo,
        boolean toTheEnd) {

    public static final int CLIENTS = 12;

    /// Those that the demo's people work at.
    public static final int SITES = 3;

    /// A fixed day, so that content doesn't depend on the day of the run.
    private static final LocalDate FROM = LocalDate.of(2024, 9, 9);

    static final int ENROLMENT_DAYS = 364;

    /// From the first registration until the last subject's recordings are read, at most, beside what the protocol's
    /// visits take; see [Course].
    private static final int AROUND_THE_VISITS = ENROLMENT_DAYS + 131;

    /// What is read last of all, once everything else is.
    private static final int ADJUDICATION_DAYS = 40;

    /// What the visits of the first trials took: a protocol that takes longer begins earlier.
    private static final int USUAL_VISITS = 213;

    /// @throws IllegalArgumentException when there is nobody to randomize or to do it
    public SimulationPlan {
        if (subjects < 1 || upTo < 1 || clients < 1 || clients > 256) {
            throw new IllegalArgumentException("at least 1 subject and 1 to 256 clients");
        }
        if (sites < 1 || sites > SimulatedSite.MOST) {
            throw new IllegalArgumentException("1 to %d sites".formatted(SimulatedSite.MOST));
        }
    }

    public static SimulationPlan of(URI server, String protocol, int subjects, long seed) {
        return new SimulationPlan(
                server, server, protocol, subjects, SITES, seed, CLIENTS, begin(protocol), subjects, false);
    }

    /// The same trial, but for its end.
    public SimulationPlan toTheEnd(boolean end) {
        return new SimulationPlan(server, querySide, protocol, subjects, sites, seed, clients, from, upTo, end);
    }

    /// The same trial, but that it stops in the middle, some days after so many randomizations.
    public SimulationPlan stoppedAfter(int randomizations) {
        return new SimulationPlan(
                server, querySide, protocol, subjects, sites, seed, clients, from, randomizations, false);
    }

    /// The same trial at so many clinics.
    public SimulationPlan at(int clinics) {
        return new SimulationPlan(server, querySide, protocol, subjects, clinics, seed, clients, from, upTo, toTheEnd);
    }

    boolean stops() {
        return upTo < subjects;
    }

    /// A day to begin on: fixed for a protocol, and early enough for all of its visits.
    ///
    /// @throws org.trialbook.protocol.InvalidProtocolException when it is none
    public static LocalDate begin(String protocol) {
        return FROM.minusDays(visitsTake(protocol) - USUAL_VISITS);
    }

    /// The day on which the protocol is published and the sites are opened.
    LocalDate opening() {
        return Screenings.workday(from.minusDays(30));
    }

    /// When the time of its trial begins: before anything is recorded.
    public Instant begins() {
        return opening().atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// The day by which everything in this plan has happened, but for adjudications.
    LocalDate lastBatch() {
        return from.plusDays(AROUND_THE_VISITS + visitsTake(protocol));
    }

    /// The day by which everything in this plan has happened.
    public LocalDate over() {
        return lastBatch().plusDays(ADJUDICATION_DAYS);
    }

    private static int visitsTake(String protocol) {
        List<Visit> schedule = ProtocolFile.read("protocol", protocol).schedule();
        int fromActs = last(schedule.stream().filter(visit -> !followsAnother(visit)));
        int fromThese = last(schedule.stream().filter(SimulationPlan::followsAnother));
        return Math.max(USUAL_VISITS, fromActs + fromThese);
    }

    private static boolean followsAnother(Visit visit) {
        return visit.anchor() != null && Anchors.named(visit.anchor()).isEmpty();
    }

    private static int last(Stream<Visit> visits) {
        return visits.mapToInt(visit -> visit.day() + visit.after()).max().orElse(0);
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
        String trial = "sim-%d-%d-%s".formatted(seed, subjects, from);
        return (sites == SITES ? trial : trial + "-at-" + sites) + "-" + what;
    }
}
