package org.trialbook.wholetrial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.trialbook.event.StudyId;
import org.trialbook.simulation.Answer;
import org.trialbook.simulation.Simulation;
import org.trialbook.simulation.SimulationPlan;
import org.trialbook.simulation.SimulationReport;
import tools.jackson.databind.JsonNode;

/// What the demo shows: a trial that is under way, as its people would find it, and as it was on any day before.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StoppedInTheMiddleTest {

    private static final int SUBJECTS = 100;
    private static final int RANDOMIZED = 60;

    private static WholeServer server;
    private static SimulationReport report;
    private static SimulationPlan plan;

    @BeforeAll
    static void simulate() throws IOException {
        server = new WholeServer(new StudyId("HOT-CRT"));
        String yaml = Files.readString(Path.of("..", "protocols", "hot-crt.yaml"));
        plan = SimulationPlan.of(server.root(), yaml, SUBJECTS, 42).stoppedAfter(RANDOMIZED);
        report = Simulation.run(plan, server.demo(), line -> {});
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode asked(String person, String path) throws IOException {
        Answer answer = server.get(person, path);
        assertThat(answer.status()).as(answer.inWords()).isEqualTo(200);
        return answer.json();
    }

    private static Map<String, Integer> visits(String path) throws IOException {
        Map<String, Integer> count = new TreeMap<>();
        for (JsonNode subject : asked("monitor", path).path("subjects")) {
            subject.path("visits")
                    .forEach(visit -> count.merge(visit.path("status").asString(), 1, Integer::sum));
        }
        return count;
    }

    private static int randomized(String asOf) throws IOException {
        return asked("monitor", "/overview?asOf=" + asOf)
                .path("consort")
                .path("randomized")
                .intValue();
    }

    @Test
    @Order(1)
    void exactlySoManyAreRandomizedOfAllThatThereAreToBe() throws IOException {
        assertThat(report.unexpected()).isEmpty();
        assertThat(report.randomized()).isEqualTo(RANDOMIZED);
        JsonNode overview = asked("monitor", "/overview");
        assertThat(overview.path("consort").path("randomized").intValue()).isEqualTo(RANDOMIZED);
        assertThat(overview.path("enrolment").path("target").intValue()).isEqualTo(SUBJECTS);
        assertThat(overview.path("consort").path("inScreening").intValue()).isPositive();
    }

    @Test
    @Order(2)
    void visitsAreDoneDueAndOverdue() throws IOException {
        Map<String, Integer> now = visits("/matrix?limit=1000");

        assertThat(now.get("done")).isGreaterThan(100);
        assertThat(now.get("due")).isGreaterThan(5);
        // More than one or two days' delay, but not so many that nobody would believe it.
        assertThat(now.get("overdue")).isBetween(1, 15);
        assertThat(now.get("upcoming")).isGreaterThan(20);
    }

    @Test
    @Order(3)
    void readsAreOpenAndOneIsHalfDone() throws IOException {
        List<JsonNode> open = new ArrayList<>();
        asked("data-manager", "/reads/results?limit=1000").path("reads").forEach(read -> {
            if (read.path("final").isNull()) {
                open.add(read);
            }
        });

        assertThat(open).hasSizeGreaterThan(5);
        assertThat(open).anyMatch(read -> {
            boolean first = read.path("status").asString().equals("submitted");
            boolean second = read.path("further")
                    .valueStream()
                    .anyMatch(further -> further.path("status").asString().equals("submitted"));
            return !read.path("further").isEmpty() && first != second;
        });
    }

    @Test
    @Order(4)
    void aCrossoverWaits() throws IOException {
        List<String> waiting = new ArrayList<>();
        for (JsonNode subject :
                asked("safety-board", "/unblinded/crossovers?limit=1000").path("subjects")) {
            subject.path("requests")
                    .forEach(request -> waiting.add(request.path("status").asString()));
        }

        assertThat(waiting).containsOnlyOnce("requested");
    }

    @Test
    @Order(4)
    void anUnblindingIsToBeAssessed() throws IOException {
        JsonNode unblindings = asked("monitor", "/unblindings").path("unblindings");

        assertThat(unblindings.valueStream().filter(one -> one.path("due").booleanValue()))
                .hasSize(1);
    }

    @Test
    @Order(5)
    void asOfEarlierDaysItShowsWhatWasKnownThen() throws IOException {
        LocalDate today = LocalDate.parse(asked("monitor", "/matrix").path("on").asString());
        assertThat(today).isBetween(plan.from().plusDays(150), plan.from().plusDays(300));
        int before = -1;
        for (LocalDate day = plan.from(); day.isBefore(today); day = day.plusDays(40)) {
            int then = randomized(day + "T00:00:00Z");
            assertThat(then).as("on %s", day).isBetween(Math.max(before, 0), RANDOMIZED);
            before = then;
        }
        assertThat(before).isBetween(RANDOMIZED / 2, RANDOMIZED - 1);
        // Visits are due as of the day that is looked at.
        LocalDate middle = plan.from().plusDays(130);
        Map<String, Integer> then = visits("/matrix?limit=1000&asOf=" + middle + "T00:00:00Z&on=" + middle);
        assertThat(then.get("due")).isPositive();
        assertThat(then.getOrDefault("overdue", 0)).isLessThan(10);
    }

    @Test
    @Order(6)
    void nothingWasEnteredBeforeItHappened() throws IOException {
        Instant last = Instant.EPOCH;
        int events = 0;
        String path = "/record?limit=500";
        while (!path.isEmpty()) {
            Answer page = server.get("inspector", path);
            assertThat(page.status()).as(page.inWords()).isEqualTo(200);
            for (JsonNode event : page.json().path("events")) {
                String said = event.path("occurredAt").asString("");
                if (said.isEmpty()) {
                    // Withheld from the inspector too, or nobody's act.
                    continue;
                }
                Instant recorded = Instant.parse(event.path("recordedAt").asString());
                Instant occurred = ZonedDateTime.parse(said).toInstant();
                assertThat(occurred).as("%s", event).isBeforeOrEqualTo(recorded);
                if (event.path("type").asString().equals("SubjectRandomized")) {
                    assertThat(occurred.plusSeconds(60)).as("%s", event).isAfter(recorded);
                }
                last = recorded.isAfter(last) ? recorded : last;
                events++;
            }
            path = next(page);
        }
        assertThat(events).isGreaterThan(2_000);
        assertThat(last).isBefore(plan.over().atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    private static String next(Answer page) {
        String link = page.headers().firstValue("Link").orElse("");
        if (!link.startsWith("<")) {
            return "";
        }
        String url = link.substring(1, link.indexOf('>'));
        return url.substring(url.indexOf("/record"));
    }

    @Test
    @Order(7)
    void aRestartGoesOnFromItsLastInstantWithTheSameLog() throws IOException {
        Instant before = server.now();
        long size = server.size();

        server.reopen();

        assertThat(server.size()).isEqualTo(size);
        assertThat(server.now()).isBetween(before, before.plusSeconds(3_600));
        assertThat(asked("inspector", "/replay").path("sound").booleanValue()).isTrue();
        assertThat(randomized(Long.toString(size))).isEqualTo(RANDOMIZED);
    }

    @Test
    @Order(8)
    void aSecondRunOfThePlanRecordsNothingNew() throws IOException {
        SimulationPlan again = SimulationPlan.of(server.root(), plan.protocol(), SUBJECTS, plan.seed())
                .stoppedAfter(RANDOMIZED);

        SimulationReport second = Simulation.run(again, server.demo(), line -> {});

        assertThat(second.unexpected()).isEmpty();
        assertThat(second.recorded()).isZero();
    }
}
