package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.trialbook.store.Log;

/// MIRACLE by its own file, to two whole servers that hold the key: two histories that are equal but for the arms and
/// for what the programmer writes down. By no route, and by trying no act, do its investigators, its implanters or its
/// coordinators tell one from the other; its programmer does.
class MiraclesSitesAreToldNothingTest {
    private static final String API = "/api/v1/studies/HOT-CRT";
    private static final List<String> BLIND =
            List.of("investigator@01", "investigator-2@01", "implanter@01", "coordinator@01", "unblinded-monitor");

    /// The house's study has one name.
    private static final String PROTOCOL = protocol();

    private static House one;
    private static House other;

    @BeforeAll
    static void tellBoth() throws IOException {
        one = new House(false);
        other = new House(true);
        tell(one);
        tell(other);
    }

    @AfterAll
    static void close() {
        one.close();
        other.close();
    }

    private static void tell(House house) {
        TwoHistories histories = new TwoHistories(house);
        histories.begin(PROTOCOL, List.of("01"));
        for (String subject : List.of("01-001", "01-002", "01-003", "01-004")) {
            String acts = "/subjects/" + subject + "/acts/";
            histories.done("coordinator@01", "/sites/01/acts/register-subject", """
                    {"registeredOn": "2026-01-05", "birthYear": 1956, "sex": "female"}""");
            histories.done("investigator@01", acts + "sign-consent", """
                    {"signedOn": "2026-01-06", "consentVersion": "2"}""");
            histories.done("investigator@01", acts + "confirm-eligibility", """
                    {"assessedOn": "2026-01-07", "answers": {"nyha": {"value": "III"},
                     "lvef": {"value": "30", "unit": "%"}, "qrs-duration": {"value": "150", "unit": "ms"},
                     "lvedd": {"value": "60", "unit": "mm"}, "six-minute-walk": {"value": "300", "unit": "m"}}}""");
            histories.done("implanter@01", acts + "record-implant-attempt", """
                    {"performedOn": "2026-01-12", "attempt": {"lead": "coronary-sinus", "target": "lateral-vein",
                     "successful": true, "qrsBefore": 150, "qrsAfter": 120, "technique": "", "note": ""}}""");
            histories.done("programmer@01", acts + "randomize", "{}");
        }
        house.at(House.NOW);
        for (String subject : List.of("01-001", "01-002", "01-003", "01-004")) {
            String acts = "/subjects/" + subject + "/acts/";
            boolean on = histories.arm(subject).equals("CRT-ON");
            histories.done("coordinator@01", acts + "record-visit", """
                    {"visit": "programming", "doneOn": "2026-01-14"}""");
            histories.done("programmer@01", acts + "record-assessment", """
                    {"visit": "programming", "form": "device", "assessedOn": "2026-01-14", "values": {
                     "resynchronization": {"value": "%s"}%s}}""".formatted(
                            on, on ? ", \"ventricular-pacing\": {\"value\": \"97.5\", \"unit\": \"%\"}" : ""));
            histories.done("programmer@01", acts + "correct-value", """
                    {"visit": "programming", "form": "device", "item": "capture-threshold",
                     "to": {"value": "%s", "unit": "V"}, "because": "%s"}""".formatted(
                            on ? "1.25" : "1", on ? "left out" : "it was measured before it was switched off"));
            histories.done("coordinator@01", acts + "record-assessment", """
                    {"visit": "month-1", "form": "walk", "assessedOn": "2026-02-12", "values": {
                     "distance": {"value": "340", "unit": "m"}}}""");
        }
        long size = house.bean(Log.class).size();
        for (String path : List.of("/overview", "/unblinded/allocation")) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> List.of(Long.toString(size))
                            .equals(house.get("statistician", API + path)
                                    .headers()
                                    .get("x-record-position")));
        }
    }

    @Test
    void theProgrammerIsToldWhatTheProtocolLetsThemKnow() {
        for (String path : List.of("/unblinded/allocation", "/unblinded/subjects/01-001")) {
            House.Answer here = one.get("programmer@01", API + path);
            House.Answer there = other.get("programmer@01", API + path);
            assertThat(here.status()).as(here.text()).isEqualTo(200);
            assertThat(here.text()).contains("CRT-O");
            assertThat(there.seen()).isNotEqualTo(here.seen());
        }
        assertThat(one.get("programmer@01", API + "/unblinded/subjects/02-001").status())
                .isEqualTo(404);
        assertThat(one.get("programmer@01", API + "/unblinded/record").status()).isEqualTo(403);
    }

    @Test
    void theBlindGetTheSameBytesByEveryRoute() {
        List<String> differing = new ArrayList<>();
        int answered = 0;
        RouteTable routes = new RouteTable(one, "R-00000000");
        long size = one.bean(Log.class).size();
        for (String route : routes.asked()) {
            for (String path : routes.filled(route).toList()) {
                for (String asked : List.of(path, path + "?asOf=" + size / 2, path + "?asOf=m9")) {
                    for (String person : BLIND) {
                        House.Answer here = one.get(person, asked);
                        House.Answer there = other.get(person, asked);
                        answered += here.status() == 200 ? 1 : 0;
                        if (!here.seen().equals(there.seen())) {
                            differing.add(person + " " + asked + ": " + here.text() + " against " + there.text());
                        }
                        if (path.contains("/unblinded/") && here.status() == 200) {
                            differing.add(person + " is answered " + asked);
                        }
                    }
                }
            }
        }
        assertThat(differing).isEmpty();
        assertThat(answered).isGreaterThan(100);
    }

    @Test
    void whateverTheBlindTryToDoIsAnsweredTheSame() {
        List<String> differing = new ArrayList<>();
        Set<Integer> statuses = new TreeSet<>();
        RouteTable routes = new RouteTable(one, "R-00000000");
        for (String route : routes.ofActs()) {
            String act = route.substring(route.lastIndexOf('/') + 1);
            for (String path : routes.filled(route).toList()) {
                for (String person : BLIND) {
                    for (String body : probes(act)) {
                        House.Answer here = one.post(person, path, body);
                        House.Answer there = other.post(person, path, body);
                        statuses.add(here.status());
                        if (!here.seen().equals(there.seen())) {
                            differing.add(
                                    person + " " + path + " " + body + ": " + here.text() + " against " + there.text());
                        }
                    }
                }
            }
        }
        assertThat(differing).isEmpty();
        assertThat(statuses).contains(201, 400, 403, 404, 422);
    }

    private static List<String> probes(String act) {
        return switch (act) {
            case "record-assessment" -> List.of("{}", """
                    {"visit": "programming", "form": "device", "assessedOn": "2026-01-14", "values": {}}""", """
                    {"visit": "month-3", "form": "walk", "assessedOn": "2026-04-14", "values": {
                     "distance": {"value": "350", "unit": "m"}}}""");
            case "correct-value" -> List.of(corrected("true", "false"), corrected("false", "true"));
            case "record-implant-attempt" -> List.of("""
                    {"performedOn": "2026-02-14", "attempt": {"lead": "coronary-sinus", "target": "posterior-vein",
                     "successful": false, "failure": "other", "technique": "", "note": "once more"}}""");
            case "request-crossover" -> List.of("""
                    {"reason": "phrenic-capture", "note": ""}""");
            case "approve-crossover", "deny-crossover" -> List.of("""
                    {"crossover": 1, "note": ""}""");
            case "enter-code-break" -> List.of("""
                    {"reason": "other", "recipient": "Dr. N. Night", "envelope": 1, "on": "2026-02-14", "note": "CRT"}""");
            default -> Probes.of(act);
        };
    }

    private static String corrected(String from, String to) {
        return """
                {"visit": "programming", "form": "device", "item": "resynchronization", "from": {"value": "%s"},
                 "to": {"value": "%s"}, "because": "a guess"}""".formatted(from, to);
    }

    private static String protocol() {
        try {
            return Files.readString(Path.of("..", "protocols", "miracle.yaml"))
                    .replace("study: MIRACLE", "study: HOT-CRT");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
