package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.trialbook.access.Caller;
import org.trialbook.access.Classification;
import org.trialbook.access.PublishedKnowledge;
import org.trialbook.access.Role;
import org.trialbook.access.demo.DemoPeople;
import org.trialbook.access.demo.DemoPerson;
import org.trialbook.event.SiteId;
import org.trialbook.store.Log;

/// The blind as a property, over HTTP: two histories that are equal but for what is sealed give every blinded role the
/// same bytes everywhere. Endpoints come from the route table, so that a new one is walked or fails this test.
class BlindedAnswersDoNotDependOnTheArmTest {

    static final List<String> BLINDED = List.of(
            "coordinator@01",
            "coordinator@02",
            "reader-1",
            "reader-2",
            "monitor",
            "data-manager",
            "sponsor",
            "administrator",
            // Whom HOT-CRT's protocol does not name.
            "programmer@01",
            "unblinded-monitor",
            "endpoint-committee");
    private static final String API = "/api/v1/studies/HOT-CRT";

    private static House one;
    private static House other;

    private static RouteTable routes;

    private record Both(House.Answer here, House.Answer there) {
        boolean differ() {
            return !here.seen().equals(there.seen());
        }
    }

    /// Always both: what an unblinded endpoint answers is recorded and counted.
    private static Both get(String person, String path) {
        return new Both(one.get(person, path), other.get(person, path));
    }

    @BeforeAll
    static void tellBoth() throws IOException {
        one = new House(false);
        other = new House(true);
        for (House house : List.of(one, other)) {
            new TwoHistories(house).tell();
            caughtUp(house);
        }
        String anyRead = get("data-manager", API + "/reads/results")
                .here()
                .json()
                .get("reads")
                .get(0)
                .get("read")
                .stringValue();
        routes = new RouteTable(one, anyRead);
    }

    static void caughtUp(House house) {
        long size = house.bean(Log.class).size();
        caughtUp(house, "monitor", "/overview", size);
        caughtUp(house, "statistician", "/unblinded/allocation", size);
    }

    private static void caughtUp(House house, String person, String path, long size) {
        List<String> expected = List.of(Long.toString(size));
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        expected.equals(house.get(person, API + path).headers().get("x-record-position")));
    }

    @AfterAll
    static void close() {
        one.close();
        other.close();
    }

    @Test
    void theHistoriesDifferForThoseWhoMayKnow() {
        for (String path : List.of("/unblinded/allocation", "/unblinded/crossovers", "/unblinded/record?limit=200")) {
            Both answers = get("statistician", API + path);
            assertThat(answers.here().status()).as(answers.here().text()).isEqualTo(200);
            assertThat(answers.differ()).as(path).isTrue();
        }
    }

    @Test
    void everyBlindedRoleGetsTheSameBytesEverywhere() {
        List<String> differing = new ArrayList<>();
        int answered = 0;
        for (String path : paths()) {
            for (String person : BLINDED) {
                Both answers = get(person, path);
                answered += answers.here().status() == 200 ? 1 : 0;
                if (answers.differ()) {
                    differing.add(person + " " + path + ": "
                            + firstDifference(
                                    answers.here().seen(), answers.there().seen()));
                }
            }
        }
        assertThat(differing).isEmpty();
        assertThat(answered).isGreaterThan(100);
    }

    static String firstDifference(String here, String there) {
        int at = 0;
        while (at < Math.min(here.length(), there.length()) && here.charAt(at) == there.charAt(at)) {
            at++;
        }
        return "…" + excerpt(here, at) + "… against …" + excerpt(there, at) + "…";
    }

    private static String excerpt(String text, int at) {
        return text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 60));
    }

    @Test
    void aBlindedCallersRefusalIsTheSameForBothArms() {
        String path = "/subjects/01-001/acts/request-crossover";
        for (String reason : List.of("phrenic-capture", "qrs-not-narrowed", "no-such-reason")) {
            String body = """
                    {"reason": "%s", "note": ""}""".formatted(reason);
            House.Answer here = one.act("coordinator@01", path, body);
            House.Answer there = other.act("coordinator@01", path, body);
            assertThat(here.status()).isEqualTo(403);
            assertThat(here.seen()).isEqualTo(there.seen());
        }
    }

    /// Every act, tried by every blinded role with bodies that probe: refusals, problems and receipts are the same for
    /// both arms, and so is what is counted meanwhile. What is recorded by it is recorded in both.
    @Test
    void whateverTheBlindedTryToDoIsAnsweredTheSame() {
        List<String> differing = new ArrayList<>();
        Set<Integer> statuses = new TreeSet<>();
        Map<String, Double> before = counted(one);
        Map<String, Double> beforeThere = counted(other);
        for (String route : routes.ofActs()) {
            String act = route.substring(route.lastIndexOf('/') + 1);
            for (String path : routes.filled(route)
                    .filter(path -> !path.contains("09-001"))
                    .toList()) {
                for (String person : BLINDED) {
                    for (String body : Probes.of(act)) {
                        House.Answer here = one.post(person, path, body);
                        House.Answer there = other.post(person, path, body);
                        statuses.add(here.status());
                        if (!here.seen().equals(there.seen())) {
                            differing.add(person + " " + path + " " + body + ": "
                                    + firstDifference(here.seen(), there.seen()));
                        }
                    }
                }
            }
        }

        assertThat(differing).isEmpty();
        assertThat(statuses).contains(201, 400, 403, 422);
        assertThat(growth(before, counted(one))).isEqualTo(growth(beforeThere, counted(other)));
    }

    /// How often each kind of request and each of our own events was counted, by name and labels.
    private static Map<String, Double> counted(House house) {
        Map<String, Double> counted = new HashMap<>();
        house.scrape()
                .text()
                .lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count") || line.startsWith("trialbook_"))
                .filter(line -> !line.contains("/actuator/prometheus") && !line.contains("views_lag"))
                .forEach(line -> counted.put(
                        line.substring(0, line.lastIndexOf(' ')),
                        Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))));
        return counted;
    }

    private static Map<String, Double> growth(Map<String, Double> before, Map<String, Double> after) {
        Map<String, Double> growth = new TreeMap<>();
        after.forEach((name, value) -> {
            double grown = value - before.getOrDefault(name, 0.0);
            if (grown != 0) {
                growth.put(name, grown);
            }
        });
        return growth;
    }

    /// Everything of both sides, blinded and unblinded: no endpoint that nobody has classified.
    @Test
    void everyRouteIsClassified() {
        List<String> unclassified = new ArrayList<>();
        routes.all()
                .forEach((route, handler) -> route.getPatternValues().forEach(pattern -> {
                    if (Classification.of(handler).isEmpty()) {
                        unclassified.add(route + " " + handler);
                    }
                }));

        assertThat(unclassified).isEmpty();
        assertThat(routes.all()).hasSizeGreaterThan(50);
    }

    /// What an endpoint says of itself is what it checks: somebody in a role that it is not for gets 403, and nobody
    /// else does.
    @Test
    void anEndpointAnswersTheRolesThatItIsFor() {
        List<String> wrong = new ArrayList<>();
        routes.all()
                .forEach((route, handler) -> route.getPatternValues().forEach(pattern -> {
                    if (!RouteTable.isGet(route) || RouteTable.isTheFrameworks(pattern)) {
                        return;
                    }
                    Classification classification = Classification.of(handler).orElseThrow();
                    for (Role role : Role.values()) {
                        DemoPerson acting = DemoPeople.of(role, role.atSite() ? new SiteId("01") : null);
                        Caller caller = acting.caller().knowing(one.bean(PublishedKnowledge.class));
                        String person = acting.id();
                        String path = routes.filled(pattern).findFirst().orElseThrow();
                        boolean forbidden = get(person, path).here().status() == 403;
                        if (forbidden == classification.openTo(caller)) {
                            wrong.add(role + " " + path + (forbidden ? " is refused" : " is answered"));
                        }
                    }
                }));

        assertThat(wrong).isEmpty();
    }

    /// Every GET route, with its variables filled in, at several moments; unblinded ones too, which must answer all
    /// blinded roles alike.
    private static List<String> paths() {
        long size = one.bean(Log.class).size();
        assertThat(other.bean(Log.class).size()).isEqualTo(size);
        List<String> paths = new ArrayList<>();
        for (String route : routes.asked()) {
            for (String path : routes.filled(route).toList()) {
                paths.add(path);
                for (long moment : new long[] {0, size / 3, size - 1, size + 1}) {
                    paths.add(path + "?asOf=" + moment);
                }
            }
        }
        paths.add("/api/v1/record/consistency?from=3&to=8");
        paths.add("/actuator/health");
        return paths;
    }
}
