package org.trialbook.simulation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.InvalidProtocolException;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ProtocolFile;
import org.trialbook.protocol.ReadPlan;
import org.trialbook.simulation.Screening.Outcome;

/// Drives a running server through a whole trial over HTTP, as its clients would: several at once, some requests
/// repeated, some wrong. Everything but the arm follows from the seed; the arm is the server's.
///
/// First come the protocol, the seed's commitments and the sites; then day by day what each subject's course and the
/// core lab have for it, while the trial's clock goes along: registrations one after the other, since the server
/// numbers subjects, and so randomizations, since their order decides on arms; at last, where the plan goes to the end,
/// lock, unblinding and the seed. What is done before the allocation, and what there is to fill in, the protocol says.
///
/// A plan that stops in the middle leaves things open: what the days had not brought yet, and [LooseEnds].
public final class Simulation {

    private final SimulationPlan plan;
    private final Protocol protocol;
    private final Sequence sequence;
    private final SimulatedClient client;
    private final WrongRequests wrong;
    private final RequestCounts tally;
    private final Demo demo;
    private final TrialCalendar calendar;
    private final ReadingRoom room;
    private final List<Screening> screened;
    /// Those who are to be randomized, in their order.
    private final List<Screening> order;
    /// The index of each of them → the place in that order.
    private final Map<Integer, Integer> ranks = new HashMap<>();
    private final Courses courses;
    private final LooseEnds looseEnds;
    /// Whether this run began the trial's time.
    private final boolean begins;

    private Simulation(
            SimulationPlan plan,
            Protocol protocol,
            Demo demo,
            CommandSide side,
            RequestCounts tally,
            ExecutorService threads,
            Consumer<String> progress) {
        this.plan = plan;
        this.protocol = protocol;
        this.sequence = new Sequence(protocol);
        this.tally = tally;
        this.client = new SimulatedClient(side, plan.seed(), threads, tally);
        this.wrong = new WrongRequests(protocol, client);
        this.demo = demo;
        this.begins = !demo.begun();
        this.screened = Screenings.draw(plan, protocol);
        this.order = inOrderOfRandomization(screened);
        for (int rank = 0; rank < order.size(); rank++) {
            ranks.put(order.get(rank).index(), rank);
        }
        this.courses = new Courses(
                plan,
                protocol,
                screened.stream()
                        .filter(screening -> screening.outcome() == Outcome.RANDOMIZED)
                        .map(Screening::index)
                        .sorted()
                        .toList());
        this.looseEnds = new LooseEnds(plan, protocol, client, order);
        this.calendar = new TrialCalendar(
                demo, TrialCalendar.entering(plan.opening()), looseEnds.end(), threads, tally, progress);
        this.room = new ReadingRoom(plan, protocol, client, calendar);
    }

    /// Runs the plan; the implanters learn the arm from the unblinded query side.
    ///
    /// @param progress gets a short line now and then, from any thread
    /// @throws SimulationNotPossibleException when it can't be run like this; a server that errs is in the report
    public static SimulationReport run(SimulationPlan plan, Demo demo, Consumer<String> progress) {
        return run(plan, demo, null, null, progress);
    }

    /// Runs the plan with other sources than the unblinded query side.
    ///
    /// @param arms where the implanters learn the arm; null for the query side
    /// @param reads where the core lab learns of further reads; null for the query side
    public static SimulationReport run(
            SimulationPlan plan,
            Demo demo,
            @Nullable ArmSource arms,
            @Nullable FurtherReads reads,
            Consumer<String> progress) {
        Protocol protocol = protocol(plan);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                HttpClient http = http(threads)) {
            RequestCounts tally = new RequestCounts();
            Wire wire = new Wire(http, plan.server(), plan.clients(), protocol.study(), demo, tally);
            reach(plan, wire, demo);
            return new Simulation(plan, protocol, demo, wire, tally, threads, progress)
                    .run(
                            arms != null
                                    ? arms
                                    : new ArmsOverHttp(wire, plan.querySide(), new UnblindedPost(protocol).treating()),
                            reads != null ? reads : new FurtherReadsOverHttp(wire, plan.querySide()));
        }
    }

    /// Runs the plan without a server.
    ///
    /// @param side takes the acts
    public static SimulationReport run(
            SimulationPlan plan,
            Demo demo,
            CommandSide side,
            ArmSource arms,
            FurtherReads reads,
            Consumer<String> progress) {
        Protocol protocol = protocol(plan);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return new Simulation(plan, protocol, demo, side, new RequestCounts(), threads, progress).run(arms, reads);
        }
    }

    /// Takes those whom a plan screens into a trial that runs already, all at once. Their days lie in the past.
    ///
    /// @param plan of the trial's protocol, with a seed of its own; its server is asked
    /// @param now what time it is in the trial
    /// @param around what each act goes through on its way to the server
    public static SimulationReport newcomers(
            SimulationPlan plan, Demo demo, Instant now, UnaryOperator<CommandSide> around) {
        Protocol protocol = protocol(plan);
        RequestCounts tally = new RequestCounts();
        long began = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                HttpClient http = http(threads)) {
            Wire wire = new Wire(http, plan.server(), plan.clients(), protocol.study(), demo, tally);
            SimulatedClient client = new SimulatedClient(around.apply(wire), plan.seed(), threads, tally);
            // Nobody waits for a later day.
            TrialCalendar calendar = new TrialCalendar(demo, now, now, threads, tally, said -> {});
            ReadingRoom room = new ReadingRoom(plan, protocol, client, calendar);
            new Newcomers(plan, protocol, client, calendar, room, Screenings.draw(plan, protocol)).come();
        }
        return tally.report(Duration.ofNanos(System.nanoTime() - began));
    }

    private static HttpClient http(ExecutorService threads) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .executor(threads)
                .build();
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
        calendar.begin();
        try {
            new StudyOpening(plan, protocol, demo, client).open();
        } catch (SimulationNotPossibleException e) {
            if (begins) {
                // Whatever this record is, it is not of then.
                demo.advanceTo(demo.wall().instant());
            }
            throw e;
        }
        calendar.work(() -> {
            for (int rank = 0; rank < screened.size(); rank++) {
                Conduct conduct = new Conduct(plan, protocol, client, calendar, room, screened.get(rank));
                int registration = rank;
                calendar.start(() -> takeThrough(conduct, registration, arms));
            }
            room.readAgain(reads);
        });
        if (plan.toTheEnd()) {
            close();
        }
        return tally.report(Duration.ofNanos(System.nanoTime() - began));
    }

    private void close() {
        demo.advanceTo(TrialCalendar.entering(plan.over()));
        calendar.work(new Closing(plan, protocol, client)::close);
    }

    /// @throws SimulationNotPossibleException when nobody answers, or the plan isn't over by the server's calendar
    private static void reach(SimulationPlan plan, Wire wire, Demo demo) {
        URI health = plan.server().resolve("/actuator/health");
        try {
            Answer answer = wire.get(health, "monitor");
            LocalDate today = today(answer, demo);
            if (!plan.over().isBefore(today)) {
                throw new SimulationNotPossibleException(
                        "Only what has happened is recorded: this plan ends on %s, and the server has %s"
                                .formatted(plan.over(), today));
            }
        } catch (IOException e) {
            throw new SimulationNotPossibleException("No server answers at " + plan.server(), e);
        }
    }

    private static LocalDate today(Answer answer, Demo demo) {
        String date = answer.headers().firstValue("Date").orElse("");
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toLocalDate();
        } catch (DateTimeParseException e) {
            return LocalDate.now(demo.wall());
        }
    }

    private static List<Screening> inOrderOfRandomization(List<Screening> screened) {
        return screened.stream()
                .filter(screening -> screening.eligible() && screening.outcome() != Outcome.NOT_IMPLANTED)
                .sorted(Comparator.comparing(Screening::randomizedOn).thenComparingInt(Screening::index))
                .toList();
    }

    private void takeThrough(Conduct conduct, int registration, ArmSource arms)
            throws IOException, UnexpectedAnswerException {
        Screening screening = conduct.screening();
        conduct.register(registration);
        ScreeningActs acts = new ScreeningActs(plan, protocol, client, calendar, conduct);
        screen(conduct, acts);
        if (screening.outcome() == Outcome.NOT_IMPLANTED) {
            calendar.until(TrialCalendar.randomizing(screening.randomizedOn(), 0));
            acts.withdraw();
            return;
        }
        Integer rank = ranks.get(screening.index());
        if (rank == null || (plan.stops() && rank >= plan.upTo())) {
            return;
        }
        calendar.until(TrialCalendar.randomizing(screening.randomizedOn(), rank));
        if (screening.outcome() == Outcome.TOO_LATE) {
            wrong.randomizedBeyondTarget(conduct);
            return;
        }
        randomize(conduct);
        conduct.enteredOn(screening.randomizedOn().plusDays(1));
        String arm = arms.arm(conduct.subject());
        if (looseEnds.waits(screening, arm)) {
            looseEnds.crossover(conduct, arm);
            return;
        }
        if (looseEnds.unblinds(screening, courses)) {
            calendar.start(() -> {
                calendar.until(looseEnds.end());
                looseEnds.unblinding(conduct);
            });
        }
        acts.late();
        follow(conduct, arm, arms);
    }

    private void screen(Conduct conduct, ScreeningActs acts) throws IOException, UnexpectedAnswerException {
        int index = conduct.screening().index();
        acts.consent();
        if (index % 4 == 1 && !sequence.onceConsented("randomize")) {
            wrong.randomizedBeforeEligible(conduct);
        }
        wrong.common(conduct);
        acts.assess();
        calendar.start(acts::correctSlip);
        if (!conduct.screening().eligible()) {
            wrong.formsTypedWrongly(conduct);
        }
    }

    private void randomize(Conduct conduct) throws IOException, UnexpectedAnswerException {
        int index = conduct.screening().index();
        Request request = conduct.randomization();
        if (index % 9 == 0) {
            client.race(request, "refusal:already-randomized");
        } else {
            client.act(request);
        }
        tally.randomized.increment();
        if (index % 5 == 0) {
            wrong.randomizedAgain(conduct);
        }
    }

    private void follow(Conduct conduct, String arm, ArmSource arms) throws IOException, UnexpectedAnswerException {
        UnblindedPost post = new UnblindedPost(protocol);
        boolean told = protocol.reads().stream().map(ReadPlan::modality).anyMatch(post::treatingIsTold);
        Course course = courses.of(conduct.screening(), arm)
                .aimedAt(told ? arms.results(conduct.subject()) : List.of(), protocol);
        new FollowUp(plan, protocol, client, conduct).through(course, arm);
        boolean quiet = !course.crossoverAsked() && course.withdrawal() == null;
        if (quiet && conduct.screening().index() % 3 == 0) {
            wrong.crossoverForOtherArm(conduct, arm, course.implantedOn());
        }
    }
}
