package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.media.png.Png;
import org.trialbook.standalone.StoreProxy.Fault;
import org.trialbook.standalone.ThreeSides.Side;
import org.trialbook.store.Log;
import org.trialbook.view.projection.ProjectionProcessor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whatever command of whatever process fails, and however: while it does, nobody waits for ever and nobody
/// is told that something went wrong with the program; and when it is over, everything is current again by
/// itself. Those whose store answers notice nothing.
class OutagesOfTheStoreTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /// At rest a process uses each of its commands at least as often.
    private static final Duration LASTING = Duration.ofMillis(1200);

    /// @param where in which processes
    private record Trouble(String command, Fault fault, boolean atRest, List<Side> where) {
        @Override
        public String toString() {
            return "%s of %s meets %s %s, seed %d"
                    .formatted(
                            command,
                            where.stream().map(Side::name).toList(),
                            fault,
                            atRest ? "at rest" : "under load",
                            SEED);
        }
    }

    @TempDir
    private static Path directory;

    private static final byte[] PICTURE = Png.grey().pixels().ended();

    /// What happens to whom; the property `seed` draws it anew.
    private static final long SEED = Long.getLong("seed", 27);

    private static ThreeSides sides;
    private static List<Trouble> troubles;
    /// Subjects whose registration was acknowledged.
    private static final Set<String> acknowledged = new ConcurrentSkipListSet<>();

    @BeforeAll
    static void start() throws IOException {
        sides = new ThreeSides(directory);
        sides.beginTrial();
        register();
        troubles = drawn(new Random(SEED));
    }

    @AfterAll
    static void stop() {
        sides.close();
    }

    private static HttpResponse<String> register() {
        HttpResponse<String> answer = sides.register();
        if (answer.statusCode() == 201) {
            JsonNode receipt = JsonMapper.shared().readTree(answer.body());
            acknowledged.add(receipt.get("subject").stringValue());
        }
        return answer;
    }

    private static void questions(List<HttpResponse<String>> answers) {
        answers.add(sides.get(sides.blinded, "monitor", ThreeSides.API + "/matrix"));
        answers.add(sides.get(sides.unblinded, "statistician", ThreeSides.API + "/unblinded/allocation"));
    }

    /// Every command in every way: in turn at rest, if it is used then, and under load; where is drawn.
    private static List<Trouble> drawn(Random chance) {
        Map<String, List<Side>> users = users(() -> IntStream.range(0, 5).forEach(i -> {
            register();
            questions(new ArrayList<>());
        }));
        allWell("the first acts");
        Map<String, List<Side>> usersAtRest = users(() -> {});
        List<Trouble> drawn = new ArrayList<>();
        users.forEach((command, everybody) -> {
            for (Fault fault : Fault.values()) {
                boolean atRest = drawn.size() % 2 == 0 && usersAtRest.containsKey(command);
                List<Side> all = atRest ? Objects.requireNonNull(usersAtRest.get(command)) : everybody;
                List<Side> where = chance.nextBoolean() ? all : List.of(all.get(chance.nextInt(all.size())));
                drawn.add(new Trouble(command, fault, atRest, where));
            }
        });
        return drawn;
    }

    /// Command → who uses it again and again while something is done.
    private static Map<String, List<Side>> users(Runnable what) {
        sides.all().forEach(side -> side.wire().forget());
        what.run();
        await("everybody looked for news, and held a lease")
                .atMost(PATIENCE)
                .until(() -> sides.all().stream().allMatch(side -> side.wire().passed() >= 50));
        Map<String, List<Side>> users = new TreeMap<>();
        for (Side side : sides.all()) {
            side.wire()
                    .recurring()
                    .forEach(command -> users.computeIfAbsent(command, name -> new ArrayList<>())
                            .add(side));
        }
        users.keySet().removeAll(Set.of("?", "endSessions"));
        return users;
    }

    private static Stream<Trouble> troubles(boolean atRest) {
        return troubles.stream().filter(trouble -> trouble.atRest() == atRest);
    }

    @Test
    void atRestEveryCommandMayFailInEveryWay() {
        allWell("the start");
        assertThat(troubles(true)).isNotEmpty();
        troubles(true).forEach(trouble -> {
            during(trouble, () -> {
                awaitHits(trouble, 1);
                sides.all().forEach(sides::readiness);
                elsewhereReady(trouble);
            });
            allWell(trouble.toString());
        });
        nothingIsLost();
    }

    @Test
    void underLoadEveryCommandMayFailInEveryWay() {
        allWell("the start");
        assertThat(troubles(false)).isNotEmpty();
        troubles(false).forEach(trouble -> {
            List<HttpResponse<String>> answers = underLoad(() -> during(trouble, () -> {
                awaitHits(trouble, 3);
                sides.all().forEach(sides::readiness);
                elsewhereReady(trouble);
            }));
            assertThat(answers).isNotEmpty().allSatisfy(answer -> properlyAnswered(trouble, answer));
            allWell(trouble.toString());
        });
        nothingIsLost();
    }

    @Test
    void afterAnyNumberOfWholeOutagesEverybodyIsReadyAgain() {
        for (Fault fault : List.of(Fault.LOST_COMMAND, Fault.SILENCE, Fault.LOST_COMMAND, Fault.ERROR)) {
            allWell("the outage before");
            List<HttpResponse<String>> answers = new ArrayList<>();
            List<HttpResponse<String>> fromMemory = new ArrayList<>();
            Trouble outage = new Trouble(StoreProxy.EVERY_COMMAND, fault, true, sides.all());
            during(outage, () -> {
                sides.all()
                        .forEach(side -> await(side.name() + " notices " + fault)
                                .atMost(PATIENCE)
                                .until(() -> sides.readiness(side) == 503));
                if (fault == Fault.ERROR) {
                    // Views are in memory.
                    fromMemory.add(sides.get(sides.blinded, "monitor", ThreeSides.API + "/matrix"));
                    // And nobody is shown what is sealed unless that is recorded first.
                    answers.add(sides.get(sides.unblinded, "statistician", ThreeSides.API + "/unblinded/crossovers"));
                    answers.add(sides.upload("coordinator@01", PICTURE));
                }
            });
            assertThat(answers)
                    .allSatisfy(answer -> properlyAnswered(outage, answer))
                    .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(503));
            assertThat(fromMemory)
                    .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
        }
        allWell("the last outage");
        assertThat(sides.upload("coordinator@01", PICTURE).statusCode()).isEqualTo(201);
        nothingIsLost();
    }

    private static void awaitHits(Trouble trouble, int least) {
        List<Side> where = trouble.where();
        // One alone may just not be the one that has the lease.
        if (where.size() > 1) {
            await("somebody meets it: " + trouble)
                    .atMost(PATIENCE)
                    .until(() -> where.stream().anyMatch(side -> side.wire().hits() > 0));
        }
        try {
            await().atMost(LASTING)
                    .until(() -> where.stream().allMatch(side -> side.wire().hits() >= least));
        } catch (ConditionTimeoutException e) {
            // Not every command is used as often.
        }
    }

    /// What befalls one process is no other's.
    private static void elsewhereReady(Trouble trouble) {
        sides.all().stream()
                .filter(side -> !trouble.where().contains(side))
                .forEach(side -> await(side.name() + " is ready during " + trouble)
                        .atMost(PATIENCE)
                        .until(() -> sides.readiness(side) == 200));
    }

    /// Acts and questions for as long as something lasts.
    private static List<HttpResponse<String>> underLoad(Runnable lasting) {
        List<HttpResponse<String>> answers = new ArrayList<>();
        AtomicBoolean over = new AtomicBoolean();
        Thread load = Thread.startVirtualThread(() -> {
            do {
                answers.add(register());
                questions(answers);
            } while (!over.get());
        });
        try {
            lasting.run();
        } finally {
            over.set(true);
        }
        try {
            load.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answers;
    }

    private static void during(Trouble trouble, Runnable what) {
        trouble.where().forEach(side -> side.wire().fail(trouble.command(), trouble.fault()));
        try {
            what.run();
        } finally {
            trouble.where().forEach(side -> side.wire().mend());
        }
    }

    private static void properlyAnswered(Trouble trouble, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(trouble + " " + answer.body()).isIn(200, 201, 503);
        if (answer.statusCode() == 503) {
            assertThat(answer.headers().firstValue("Retry-After"))
                    .as(answer.body())
                    .isPresent();
            assertThat(answer.body()).containsAnyOf("store-unavailable", "outcome-unknown", "busy");
        }
    }

    /// Everybody is ready, and every view is current.
    private static void allWell(String after) {
        for (Side side : sides.all()) {
            await(side.name() + " is ready again after " + after)
                    .atMost(PATIENCE)
                    .until(() -> sides.readiness(side) == 200);
            await(side.name() + " is current again after " + after)
                    .atMost(PATIENCE)
                    .until(() -> side.application().getBean(Log.class).size()
                                    == sides.commands
                                            .application()
                                            .getBean(Log.class)
                                            .size()
                            && side.application().getBeansOfType(ProjectionProcessor.class).values().stream()
                                    .allMatch(processor -> processor.lag() == 0));
        }
    }

    /// What was acknowledged is in the record, and what is in the record is in the views.
    private static void nothingIsLost() {
        assertThat(acknowledged).isNotEmpty();
        for (Side side : sides.all()) {
            Log log = side.application().getBean(Log.class);
            assertThat(acknowledged)
                    .allSatisfy(subject -> assertThat(log.positionsWithTag("subject", subject))
                            .as(side.name() + " knows " + subject)
                            .isNotEmpty());
        }
        for (Side side : List.of(sides.blinded, sides.unblinded)) {
            HttpResponse<String> replay = sides.get(side, "inspector", ThreeSides.API + "/replay");
            assertThat(replay.body()).contains("\"sound\":true");
        }
    }
}
