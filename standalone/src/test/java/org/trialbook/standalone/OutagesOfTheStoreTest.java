package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.standalone.StoreProxy.Fault;
import org.trialbook.standalone.ThreeSides.Side;
import org.trialbook.store.Log;
import org.trialbook.view.projection.ProjectionProcessor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whatever command of whatever process fails, and however: while it does, nobody waits for ever and nobody
/// is told that something went wrong with the program; and when it is over, everything is current again by
/// itself.
class OutagesOfTheStoreTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /// At rest a process uses each of its commands at least as often.
    private static final Duration LASTING = Duration.ofMillis(1200);

    @TempDir
    private static Path directory;

    private static ThreeSides sides;
    /// Subjects whose registration was acknowledged.
    private static final Set<String> acknowledged = new ConcurrentSkipListSet<>();

    @BeforeAll
    static void start() throws IOException {
        sides = new ThreeSides(directory);
        sides.beginTrial();
        register();
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

    private static Set<String> commands() {
        Set<String> names = new TreeSet<>();
        sides.all().forEach(side -> names.addAll(side.wire().seen()));
        names.removeAll(Set.of("?", "endSessions", "createIndexes"));
        return names;
    }

    @Test
    void atRestEveryCommandMayFailInEveryWay() {
        allWell("the start");
        for (String command : commands()) {
            for (Fault fault : Fault.values()) {
                during(command, fault, () -> {
                    awaitHits(1, true);
                    sides.all().forEach(sides::readiness);
                });
                allWell(command + " " + fault);
            }
        }
        nothingIsLost();
    }

    @Test
    void underLoadEveryCommandMayFailInEveryWay() {
        allWell("the start");
        for (String command : commands()) {
            for (Fault fault : Fault.values()) {
                List<HttpResponse<String>> answers = underLoad(() -> during(command, fault, () -> {
                    awaitHits(3, false);
                    sides.all().forEach(sides::readiness);
                }));
                assertThat(answers).isNotEmpty().allSatisfy(answer -> properlyAnswered(command, fault, answer));
                allWell(command + " " + fault);
            }
        }
        nothingIsLost();
    }

    @Test
    void afterAnyNumberOfWholeOutagesEverybodyIsReadyAgain() {
        for (Fault fault : List.of(Fault.LOST_COMMAND, Fault.SILENCE, Fault.LOST_COMMAND, Fault.ERROR)) {
            allWell("the outage before");
            List<HttpResponse<String>> answers = new ArrayList<>();
            during(StoreProxy.EVERY_COMMAND, fault, () -> {
                sides.all()
                        .forEach(side -> await(side.name() + " notices " + fault)
                                .atMost(PATIENCE)
                                .until(() -> sides.readiness(side) == 503));
                if (fault == Fault.ERROR) {
                    questions(answers);
                }
            });
            assertThat(answers)
                    .allSatisfy(answer -> properlyAnswered(StoreProxy.EVERY_COMMAND, fault, answer))
                    .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(503));
        }
        allWell("the last outage");
        nothingIsLost();
    }

    /// @param everybody whether all processes are to meet the fault, or any
    private static void awaitHits(int least, boolean everybody) {
        try {
            await().atMost(LASTING).until(() -> {
                var met = sides.all().stream().map(side -> side.wire().hits() >= least);
                return everybody ? met.allMatch(hit -> hit) : met.anyMatch(hit -> hit);
            });
        } catch (ConditionTimeoutException e) {
            // Not every process uses every command.
        }
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

    private static void during(String command, Fault fault, Runnable what) {
        sides.all().forEach(side -> side.wire().fail(command, fault));
        try {
            what.run();
        } finally {
            sides.all().forEach(side -> side.wire().mend());
        }
    }

    private static void properlyAnswered(String command, Fault fault, HttpResponse<String> answer) {
        assertThat(answer.statusCode())
                .as(command + " " + fault + " " + answer.body())
                .isIn(200, 201, 503);
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
