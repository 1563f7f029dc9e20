package org.trialbook.simulation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.demo.DemoIdentity;
import org.trialbook.protocol.InvalidProtocolException;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ProtocolFile;
import org.trialbook.protocol.ReadPlan;
import org.trialbook.simulation.Screening.Outcome;
import org.trialbook.trial.DemoCommitments;

/// Drives a running server through a whole trial over HTTP, as its clients would: several at once, some requests
/// repeated, some wrong. Everything but the arm follows from the seed; the arm is the server's.
///
/// The phases follow each other: the protocol, the seed's commitments and the sites; registrations, site by site in
/// their order, since the server numbers subjects; screening; randomizations in the order of their dates, since the
/// order decides on arms; treatment and follow-up; blinded reading; and, where the plan goes to the end, lock,
/// unblinding and the seed. What is done before the allocation, and what there is to fill in, the protocol says.
public final class Simulation {

    private final SimulationPlan plan;
    private final Protocol protocol;
    private final Sequence sequence;
    private final Wire wire;
    private final Desk desk;
    private final WrongRequests wrong;
    private final Phase phase;
    private final Tally tally;
    private final Clock clock;

    private Simulation(
            SimulationPlan plan,
            Protocol protocol,
            HttpClient client,
            ExecutorService threads,
            Clock clock,
            Consumer<String> progress) {
        this.plan = plan;
        this.protocol = protocol;
        this.sequence = new Sequence(protocol);
        this.tally = new Tally();
        this.wire = new Wire(client, protocol.study(), plan.demoDir(), clock, tally);
        this.desk = new Desk(wire, plan.server(), plan.seed(), threads, tally);
        this.wrong = new WrongRequests(protocol, desk);
        this.phase = new Phase(threads, plan.clients(), tally, progress);
        this.clock = clock;
    }

    /// Runs the plan; the implanters learn the arm from the unblinded query side.
    ///
    /// @param progress gets a short line now and then, from any thread
    /// @throws SimulationNotPossibleException when it can't be run like this; a server that errs is in the report
    public static SimulationReport run(SimulationPlan plan, Consumer<String> progress) {
        return run(plan, null, null, progress);
    }

    /// Runs the plan with other sources than the unblinded query side.
    ///
    /// @param arms where the implanters learn the arm; null for the query side
    /// @param reads where the core lab learns of further reads; null for the query side
    static SimulationReport run(
            SimulationPlan plan, @Nullable ArmSource arms, @Nullable FurtherReads reads, Consumer<String> progress) {
        Protocol protocol = protocol(plan);
        if (!Files.exists(plan.demoDir().resolve(DemoIdentity.FILE))) {
            // Opening it would make a new identity, which no server knows.
            throw new SimulationNotPossibleException(
                    "%s holds no demo's identity: it is made by the server in demo".formatted(plan.demoDir()));
        }
        Clock clock = Clock.systemUTC();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5))
                        .executor(threads)
                        .build()) {
            Simulation simulation = new Simulation(plan, protocol, client, threads, clock, progress);
            ArmSource source = arms != null ? arms : new ArmsOverHttp(simulation.wire, plan.querySide());
            FurtherReads further = reads != null ? reads : new FurtherReadsOverHttp(simulation.wire, plan.querySide());
            return simulation.run(source, further);
        }
    }

    private static Protocol protocol(SimulationPlan plan) {
        try {
            Protocol protocol = ProtocolFile.read("protocol", plan.protocol());
            if (plan.subjects() > protocol.target()) {
                throw new SimulationNotPossibleException("%s randomizes at most %d subjects, not %d"
                        .formatted(protocol.study(), protocol.target(), plan.subjects()));
            }
            return protocol;
        } catch (InvalidProtocolException e) {
            throw new SimulationNotPossibleException("The protocol can't be used: " + e.getMessage(), e);
        }
    }

    private SimulationReport run(ArmSource arms, FurtherReads reads) {
        long began = System.nanoTime();
        reach();
        open();
        List<Conduct> registered = register();
        List<Conduct> screened = phase.atOnce("Screening", registered, this::screen);
        List<Conduct> randomized = phase.inOrder("Randomizing", inOrderOfRandomization(screened), this::randomize);
        Map<String, String> learned = new ConcurrentHashMap<>();
        Courses courses = new Courses(
                plan,
                protocol,
                randomized.stream()
                        .filter(conduct -> conduct.screening().outcome() == Outcome.RANDOMIZED)
                        .map(conduct -> conduct.screening().index())
                        .sorted()
                        .toList());
        List<Conduct> treated = phase.atOnce(
                "Following",
                randomized.stream()
                        .filter(conduct -> conduct.screening().outcome() == Outcome.RANDOMIZED)
                        .toList(),
                conduct -> follow(conduct, courses, learned.computeIfAbsent(conduct.subject(), arms::arm)));
        ReadingRoom room = new ReadingRoom(plan, protocol, desk);
        List<Recording> recordings = treated.stream()
                .flatMap(conduct -> conduct.recordings(Objects.requireNonNull(learned.get(conduct.subject()))).stream())
                .sorted(Comparator.comparing(Recording::on).thenComparing(Recording::read))
                .toList();
        phase.atOnce("Reading", recordings, room::read);
        readAgain("second", recordings, room, reads);
        for (ReadPlan read : protocol.reads()) {
            if (read.readers() > 1) {
                phase.inOrder("Opening a batch", List.of(read.modality()), room::openLastBatch);
            }
        }
        readAgain("adjudication", recordings, room, reads);
        if (plan.toTheEnd()) {
            phase.inOrder("Closing", List.of(new Closing(plan, desk)), Closing::close);
        }
        return tally.report(Duration.ofNanos(System.nanoTime() - began));
    }

    private void readAgain(String purpose, List<Recording> recordings, ReadingRoom room, FurtherReads reads) {
        if (protocol.reads().stream().noneMatch(plan -> plan.readers() > 1)) {
            return;
        }
        Map<String, Recording> byCode =
                recordings.stream().collect(Collectors.toMap(Recording::read, recording -> recording));
        List<Map.Entry<String, String>> further = reads.of(purpose, room.submitted(), room.newest()).entrySet().stream()
                .filter(read -> byCode.containsKey(read.getValue()))
                .toList();
        phase.atOnce(
                "Reading again (%s)".formatted(purpose),
                further,
                read -> room.read(Objects.requireNonNull(byCode.get(read.getValue())), read.getKey(), purpose));
    }

    /// @throws SimulationNotPossibleException when nobody answers, or the plan isn't over by the server's calendar
    private void reach() {
        URI health = plan.server().resolve("/actuator/health");
        try {
            Answer answer = wire.get(health, "monitor");
            LocalDate today = today(answer);
            if (!plan.over().isBefore(today)) {
                throw new SimulationNotPossibleException(
                        "Only what has happened is recorded: this plan ends on %s, and the server has %s"
                                .formatted(plan.over(), today));
            }
        } catch (IOException e) {
            throw new SimulationNotPossibleException("No server answers at " + plan.server(), e);
        }
    }

    private LocalDate today(Answer answer) {
        String date = answer.headers().firstValue("Date").orElse("");
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toLocalDate();
        } catch (DateTimeParseException e) {
            return LocalDate.now(clock);
        }
    }

    private void open() {
        String at = plan.from()
                .minusDays(30)
                .atTime(9, 0)
                .atZone(SimulatedSite.CENTRE)
                .toString();
        try {
            desk.act(new Request(
                    "data-manager",
                    "/acts/publish-protocol",
                    plan.key("publish-protocol"),
                    Request.body("protocol", plan.protocol(), "occurredAt", at)));
            for (Map.Entry<String, String> commitment : commitments().entrySet()) {
                desk.act(new Request(
                        commitment.getKey(),
                        "/acts/commit-seed-share",
                        plan.key("commit-seed-share-" + commitment.getKey()),
                        Request.body("commitment", commitment.getValue(), "occurredAt", at)));
            }
            for (SimulatedSite site : SimulatedSite.ALL) {
                desk.act(new Request(
                        "data-manager",
                        "/acts/open-site",
                        plan.key("open-site-" + site.number()),
                        Request.body(
                                "site", site.number(),
                                "name", site.name(),
                                "zone", site.zone().getId(),
                                "occurredAt", at)));
            }
        } catch (UnexpectedAnswerException e) {
            throw new SimulationNotPossibleException("The record can't take this trial: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new SimulationNotPossibleException("The server at %s went away".formatted(plan.server()), e);
        }
    }

    /// Party → what it commits to.
    private Map<String, String> commitments() {
        try {
            return DemoCommitments.read(plan.demoDir()).byParty();
        } catch (IOException e) {
            throw new SimulationNotPossibleException(
                    "%s holds no commitments to the seed: they are written by the command side in demo"
                            .formatted(plan.demoDir()),
                    e);
        }
    }

    private List<Conduct> register() {
        List<Conduct> all = Screenings.draw(plan, protocol).stream()
                .map(screening -> new Conduct(plan, protocol, desk, screening))
                .toList();
        phase.atOnce("Registering at site", SimulatedSite.ALL, site -> {
            for (Conduct conduct : all) {
                if (conduct.screening().site().equals(site)) {
                    conduct.register();
                }
            }
        });
        return all.stream().filter(Conduct::registered).toList();
    }

    private void screen(Conduct conduct) throws IOException, UnexpectedAnswerException {
        int index = conduct.screening().index();
        conduct.consent();
        if (index % 4 == 1 && !sequence.onceConsented("randomize")) {
            wrong.randomizedBeforeEligible(conduct);
        }
        wrong.common(conduct);
        conduct.assess();
        if (!conduct.screening().eligible()) {
            wrong.formsTypedWrongly(conduct);
        }
    }

    private static List<Conduct> inOrderOfRandomization(List<Conduct> screened) {
        return screened.stream()
                .filter(conduct -> conduct.screening().eligible())
                .sorted(Comparator.comparing(
                                (Conduct conduct) -> conduct.screening().randomizedOn())
                        .thenComparingInt(conduct -> conduct.screening().index()))
                .toList();
    }

    private void randomize(Conduct conduct) throws IOException, UnexpectedAnswerException {
        int index = conduct.screening().index();
        if (conduct.screening().outcome() == Outcome.TOO_LATE) {
            wrong.randomizedBeyondTarget(conduct);
            return;
        }
        Request request = conduct.randomization();
        if (index % 9 == 0) {
            desk.race(request, "refusal:already-randomized");
        } else {
            desk.act(request);
        }
        tally.randomized.increment();
        if (index % 5 == 0) {
            wrong.randomizedAgain(conduct);
        }
    }

    private void follow(Conduct conduct, Courses courses, String arm) throws IOException, UnexpectedAnswerException {
        Course course = courses.of(conduct.screening(), arm);
        new FollowUp(protocol, desk, conduct).through(course);
        boolean quiet = !course.crossoverAsked() && course.withdrawal() == null;
        if (quiet && conduct.screening().index() % 3 == 0) {
            wrong.crossoverForOtherArm(conduct, arm, course.implantedOn());
        }
    }
}
