package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.trialbook.store.Log;
import tools.jackson.databind.json.JsonMapper;

/// Over HTTP, through both sides: two servers are told the same trial, and one of them, at its first site, of
/// second attempts and crossovers besides. Every receipt and every answer of coordinators, of readers, and of the
/// unblinded of the other site is the same, but for what is drawn at random for each event.
class WithheldActsMoveNothingTest {

    private static final String API = "/api/v1/studies/HOT-CRT";
    private static final Pattern READ = Pattern.compile("R-[0-9A-Z]{8}");
    private static final String ELIGIBLE = """
            {"assessedOn": "2026-01-12", "answers": {"age": {"value": "70", "unit": "a"}, "nyha": {"value": "III"},
             "aetiology": {"value": "ischaemic"}, "lvef": {"value": "30", "unit": "%"},
             "bundle-branch-block": {"value": "true"}, "qrs-duration": {"value": "150", "unit": "ms"},
             "expected-rv-pacing": {"value": "10", "unit": "%"}, "existing-crt": {"value": "false"},
             "pregnancy": {"value": "false"}, "other-device-trial": {"value": "false"},
             "capacity-to-consent": {"value": "true"}}}""";
    private static final List<String> SUBJECTS = List.of("01-001", "02-001", "01-002", "02-002");

    @Test
    void noReceiptAndNoAnswerTellsHowManyActsWereWithheld() throws IOException {
        try (House quiet = new House(false);
                House busy = new House(false)) {
            Told one = new Told(quiet);
            Told other = new Told(busy);
            one.tell(false);
            other.tell(true);
            assertThat(busy.bean(Log.class).size())
                    .isGreaterThan(quiet.bean(Log.class).size() + 8);

            assertThat(other.seen).hasSameSizeAs(one.seen);
            for (int i = 0; i < one.seen.size(); i++) {
                assertThat(other.seen.get(i)).isEqualTo(one.seen.get(i));
            }
            assertThat(one.seen.stream().filter(answer -> answer.contains("\"ordinal\":")))
                    .hasSizeGreaterThan(20);
        }
    }

    /// A trial told to a house, and what everybody was answered while it was.
    static final class Told {
        private final House house;
        private final List<String> seen = new ArrayList<>();
        private final List<String> reads = new ArrayList<>();

        Told(House house) {
            this.house = house;
        }

        /// The codes of the reads, in the order of their registration.
        List<String> reads() {
            return reads;
        }

        /// @param busy whether there are second attempts, crossovers and a look at the first site
        void tell(boolean busy) throws IOException {
            house.at(House.RANDOMIZED);
            String protocol = Files.readString(Path.of("..", "protocols", "hot-crt.yaml"));
            done(
                    "data-manager",
                    "/acts/publish-protocol",
                    JsonMapper.shared().writeValueAsString(Map.of("protocol", protocol)));
            house.commitSeed();
            for (String site : List.of("01", "02")) {
                done("data-manager", "/acts/open-site", """
                        {"site": "%s", "name": "Site", "zone": "Europe/Berlin"}""".formatted(site));
            }
            SUBJECTS.forEach(this::enrol);
            house.at(House.NOW);
            for (String subject : SUBJECTS) {
                treat(subject, busy && subject.startsWith("01"));
            }
            read();
            long size = house.bean(Log.class).size();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> List.of(Long.toString(size))
                            .equals(house.get("monitor", API + "/overview")
                                    .headers()
                                    .get("x-record-position")));
            ask();
        }

        private void enrol(String subject) {
            String site = subject.substring(0, 2);
            String coordinator = "coordinator@" + site;
            String path = "/subjects/" + subject + "/acts/";
            told(coordinator, "/sites/%s/acts/register-subject".formatted(site), """
                    {"registeredOn": "2026-01-05", "birthYear": 1956, "sex": "female"}""");
            told(coordinator, path + "sign-consent", """
                    {"signedOn": "2026-01-06", "consentVersion": "2"}""");
            told(coordinator, path + "confirm-eligibility", ELIGIBLE);
            told(coordinator, path + "randomize", "{}");
        }

        private void treat(String subject, boolean busy) {
            String site = subject.substring(0, 2);
            String coordinator = "coordinator@" + site;
            String path = "/subjects/" + subject + "/acts/";
            String attempt = """
                    {"performedOn": "%s", "attempt": {"lead": "his", "target": "his-distal", "successful": false,
                     "failure": "high-threshold", "qrsBefore": 150, "phrenicCapture": false, "technique": "",
                     "note": ""}}""";
            done("implanter@" + site, path + "record-implant-attempt", attempt.formatted("2026-01-14"));
            if (busy) {
                done("implanter@" + site, path + "record-implant-attempt", attempt.formatted("2026-01-15"));
                for (String reason : List.of("phrenic-capture", "qrs-not-narrowed")) {
                    house.act("implanter@" + site, path + "request-crossover", """
                            {"reason": "%s", "note": ""}""".formatted(reason));
                }
                done("investigator-2@" + site, path + "deny-crossover", """
                        {"crossover": 1, "note": "not yet"}""");
                house.get("inspector", API + "/unblinded/subjects/" + subject);
            }
            told(coordinator, path + "record-visit", """
                    {"visit": "discharge", "doneOn": "2026-01-15"}""");
            House.Answer registered = told(coordinator, path + "register-read", """
                    {"visit": "discharge", "modality": "ecg", "media": "archive/1", "mediaHash": "%s"}""".formatted("ab".repeat(32)));
            reads.add(registered.json().get("read").stringValue());
        }

        private void read() {
            // One each: a work list is in the order of the codes, which are random.
            for (int i = 0; i < 3; i++) {
                String reader = "reader-" + (i + 1);
                String path = "/reads/" + reads.get(i) + "/acts/";
                done("data-manager", path + "assign-read", """
                        {"reader": "%s"}""".formatted(reader));
                if (i < 2) {
                    told(reader, path + "submit-read", """
                            {"values": {"qrs-duration": {"value": "118", "unit": "ms"}, "morphology": {"value": "paced"}},
                             "guess": {}}""");
                }
            }
        }

        private void ask() {
            for (String person : List.of("coordinator@01", "coordinator@02", "investigator@02")) {
                List<String> paths = new ArrayList<>(List.of(
                        "/overview", "/sites", "/matrix", "/unblindings", "/checkpoint", "/unblinded/allocation"));
                SUBJECTS.forEach(subject -> {
                    paths.add("/subjects/" + subject + "/timeline");
                    paths.add("/subjects/" + subject + "/timeline?cursor=3&limit=2");
                    if (person.endsWith("02")) {
                        paths.add("/unblinded/subjects/" + subject);
                    }
                });
                paths.forEach(path -> get(person, path));
            }
            for (String person : List.of("reader-1", "reader-3")) {
                get(person, "/reads/worklist");
                get(person, "/reads/results");
                reads.forEach(read -> get(person, "/reads/worklist/" + read));
            }
        }

        private void get(String person, String path) {
            House.Answer live = house.get(person, API + path);
            keep(person + " " + path, live);
            for (String moment : List.of("m3", "m9", "mzz", "30")) {
                keep(
                        person + " " + path + " as of " + moment,
                        house.get(person, API + path + (path.contains("?") ? "&" : "?") + "asOf=" + moment));
            }
        }

        private House.Answer told(String person, String path, String body) {
            House.Answer answer = done(person, path, body);
            keep(person + " " + path, answer);
            return answer;
        }

        private House.Answer done(String person, String path, String body) {
            House.Answer answer = house.act(person, path, body);
            assertThat(answer.status()).as(path + ": " + answer.text()).isEqualTo(201);
            return answer;
        }

        /// Ids, hashes and codes are drawn at random for each event: told apart only by which of them comes first.
        private void keep(String what, House.Answer answer) {
            String text = (what + "\n" + answer.seen())
                    .replaceAll("\"(id|leafHash)\":\"[^\"]*\"", "\"$1\":\"random\"")
                    .replaceAll("(?i)(etag=\\[\"m[0-9a-z]+)-[0-9a-f]+", "$1-of the body")
                    .replaceAll("recordedAt\":\"([^\"]{10})[^\"]*\"", "recordedAt\":\"$1\"");
            Map<String, String> codes = new TreeMap<>();
            for (int i = 0; i < reads.size(); i++) {
                codes.put(reads.get(i), "read " + i);
            }
            seen.add(READ.matcher(text).replaceAll(read -> codes.getOrDefault(read.group(), "a new read")));
        }
    }
}
