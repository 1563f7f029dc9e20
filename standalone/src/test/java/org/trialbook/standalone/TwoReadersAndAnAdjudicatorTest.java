package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.trialbook.store.Log;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A core lab at work over the API: 200 recordings, each to be read by two, and by a third one where they differ.
/// What a reader measures is in the file and comes from nowhere else; every answer to a reader is kept and
/// searched.
class TwoReadersAndAnAdjudicatorTest {

    private static final int SUBJECTS = 100;
    private static final List<String> VISITS = List.of("pre-implant", "month-6");
    private static final int BY_CLAIM = 60;
    private static final int REPEATED = 20;
    private static final String API = "/api/v1/studies/HOT-CRT";

    private static House house;
    /// What was answered to readers, with the request it answers.
    private static final List<String> TOLD = new ArrayList<>();
    /// The number in the file → the code that the registration told.
    private static final Map<Integer, String> FIRST_CODES = new TreeMap<>();
    /// Code → the number in the file that was read under it.
    private static final Map<String, Integer> RECORDING_OF = new HashMap<>();
    /// Code → what was measured.
    private static final Map<String, Double> MEASURED = new HashMap<>();
    private static final Map<String, String> READER_OF = new HashMap<>();
    private static final List<String> REPEATS = new ArrayList<>();
    /// Adjudications due, and how many a third reader found to claim, before a batch was opened; due afterwards.
    private static final List<Integer> DUE = new ArrayList<>();
    private static int adjudicated;

    @BeforeAll
    static void workThroughAllOfIt() throws IOException {
        house = new House(false);
        String protocol = Files.readString(Path.of("..", "protocols", "hot-crt.yaml"));
        done(
                "data-manager",
                "/acts/publish-protocol",
                JsonMapper.shared().writeValueAsString(Map.of("protocol", protocol)));
        done("data-manager", "/acts/open-site", """
                {"site": "01", "name": "First", "zone": "Europe/Berlin"}""");
        for (int subject = 1; subject <= SUBJECTS; subject++) {
            register("01-%03d".formatted(subject), subject);
        }
        openBatch();
        read();
        DUE.addAll(List.of(due(), claimAll("reader-3")));
        openBatch();
        adjudicated = claimAll("reader-3");
        DUE.add(due());
        done("data-manager", "/reads/acts/sample-rereads", """
                {"modality": "echo", "kind": "intra-reader", "count": %d}""".formatted(REPEATED));
        assertThat(claimAll("reader-1")).isZero();
        openBatch();
        claimAll("reader-1");
        claimAll("reader-2");
        caughtUp();
        REPEATS.addAll(repeatsInResults());
        for (String reader : List.of("reader-1", "reader-2", "reader-3")) {
            ask(reader, API + "/reads/worklist?limit=1000");
            ask(reader, API + "/reads/results?limit=1000");
            ask(reader, "/reads?limit=1000");
            ask(reader, "/reads/results");
            ask(reader, API + "/reads/agreement");
            ask(reader, API + "/reads/worklist/" + FIRST_CODES.get(1));
        }
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static void register(String subject, int number) {
        done("coordinator@01", "/sites/01/acts/register-subject", """
                {"registeredOn": "2026-01-05", "birthYear": 1956, "sex": "female"}""");
        done("coordinator@01", "/subjects/" + subject + "/acts/sign-consent", """
                {"signedOn": "2026-01-06", "consentVersion": "2"}""");
        for (String visit : VISITS) {
            int recording = 2 * number + VISITS.indexOf(visit);
            int truth = 15 + recording * 7 % 40;
            JsonNode kept = house.upload("coordinator@01", SmallDicom.of(recording, truth))
                    .json();
            String hash = kept.get("hash").stringValue();
            JsonNode receipt =
                    done("coordinator@01", "/subjects/" + subject + "/acts/register-read", """
                    {"visit": "%s", "modality": "echo", "media": "sha256:%s",
                     "occurredAt": "2026-02-07T10:00:00+01:00[Europe/Berlin]"}""".formatted(visit, hash));
            FIRST_CODES.put(recording, receipt.get("read").stringValue());
        }
    }

    /// Some reads are claimed one by one, one of them is given back, the rest is shared out by rule.
    private static void read() {
        Map<String, String> claimed = new TreeMap<>();
        for (int i = 0; i < BY_CLAIM; i++) {
            String reader = "reader-" + (1 + i % 2);
            claimed.put(claim(reader), reader);
        }
        caughtUp();
        String back = claimed.keySet().iterator().next();
        String whose = Objects.requireNonNull(claimed.remove(back));
        assertThat(tell(whose, "/reads/" + back + "/acts/release-read", "{\"reason\": \"the clip does not play\"}")
                        .status())
                .isEqualTo(201);
        claimed.forEach((code, reader) -> submit(reader, code));
        caughtUp();
        assertThat(ask(whose, API + "/reads/worklist/" + back).status()).isEqualTo(404);
        done("data-manager", "/reads/acts/assign-reads", """
                {"modality": "echo", "readers": ["reader-1", "reader-2"]}""");
        // What was given back comes to nobody by chance who had it: the data manager gives it out by hand.
        for (String left : leftOver()) {
            done("data-manager", "/reads/" + left + "/acts/assign-read", """
                    {"reader": "%s"}""".formatted(whose));
        }
        for (String reader : List.of("reader-1", "reader-2")) {
            caughtUp();
            for (JsonNode line :
                    ask(reader, API + "/reads/worklist?limit=1000").json().get("reads")) {
                if (line.get("status").stringValue().equals("assigned")) {
                    submit(reader, line.get("read").stringValue());
                }
            }
        }
    }

    private static void openBatch() {
        done("data-manager", "/reads/acts/open-reading-batch", "{\"modality\": \"echo\"}");
    }

    private static int due() {
        caughtUp();
        return house.get("data-manager", API + "/reads/results?limit=1")
                .json()
                .at("/adjudicationsDue/echo")
                .asInt(0);
    }

    private static List<String> leftOver() {
        caughtUp();
        List<String> left = new ArrayList<>();
        for (JsonNode recording : house.get("data-manager", API + "/reads/results?limit=1000")
                .json()
                .get("reads")) {
            List<JsonNode> reads = new ArrayList<>(List.of(recording));
            recording.get("further").forEach(reads::add);
            reads.stream()
                    .filter(read -> read.get("status").stringValue().equals("registered"))
                    .map(read -> read.get("read").stringValue())
                    .forEach(left::add);
        }
        return left;
    }

    private static int claimAll(String reader) {
        List<String> claimed = new ArrayList<>();
        while (true) {
            House.Answer answer = tell(reader, "/reads/acts/claim-read", "{\"modality\": \"echo\"}");
            if (answer.status() == 422) {
                assertThat(answer.json().get("type").stringValue()).isEqualTo("urn:trialbook:refusal:nothing-to-claim");
                break;
            }
            claimed.add(answer.json().get("read").stringValue());
        }
        caughtUp();
        claimed.forEach(code -> submit(reader, code));
        return claimed.size();
    }

    private static String claim(String reader) {
        House.Answer answer = tell(reader, "/reads/acts/claim-read", "{\"modality\": \"echo\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().get("read").stringValue();
    }

    /// Fetches the file, measures it, and submits. The two readers err in different ways.
    private static void submit(String reader, String code) {
        JsonNode read = ask(reader, API + "/reads/worklist/" + code).json();
        House.Answer file = ask(reader, read.at("/media/0/href").stringValue());
        assertThat(file.status()).isEqualTo(200);
        int recording = SmallDicom.recordingIn(file.body());
        double measured = SmallDicom.ejectionFractionIn(file.body()) + error(reader, recording, code);
        RECORDING_OF.put(code, recording);
        MEASURED.put(code, measured);
        READER_OF.put(code, reader);
        long before = size();
        House.Answer answer = tell(reader, "/reads/" + code + "/acts/submit-read", """
                {"values": {"lvef-biplane": {"value": "%s", "unit": "%%"}, "lvedv": {"value": "180", "unit": "mL"},
                 "lvesv": {"value": "120", "unit": "mL"}, "lvedd": {"value": "62", "unit": "mm"},
                 "lvesd": {"value": "50", "unit": "mm"}}, "guess": {}}""".formatted(measured));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.json().get("events")).hasSize(1);
        assertThat(size()).isEqualTo(before + 1);
    }

    private static double error(String reader, int recording, String code) {
        return switch (reader) {
            case "reader-1" -> recording % 5 - 2 + code.charAt(4) % 3;
            case "reader-2" -> recording % 9 == 0 ? 13.5 : recording % 4 * 1.5;
            default -> 1;
        };
    }

    // ---- what was told

    @Test
    void everyRecordingWasReadTwiceAndOnlyTheDifferingOnesByAThird() {
        assertThat(FIRST_CODES).hasSize(2 * SUBJECTS);
        int differing = 0;
        for (double[] pair : pairs()) {
            differing += Math.abs(pair[0] - pair[1]) > 10 ? 1 : 0;
        }
        assertThat(differing).isGreaterThan(10);
        assertThat(adjudicated).isEqualTo(differing);
        // Until a batch was opened they were due, and nobody could claim one; then they were registered, once.
        assertThat(DUE).containsExactly(differing, 0, 0);
    }

    @Test
    void noAnswerToAReaderContainsASubjectSiteDateVisitOrArm() {
        List<Pattern> telling = List.of(
                Pattern.compile(
                        "(?<![0-9A-Za-z+/=-])(01-[0-9]{3}|pre-implant|month-[36]|week-2|discharge|CSP|BVP)(?![0-9A-Za-z+/=])"),
                // Four digits may stand in a hash.
                Pattern.compile("2026-0[12]-0[0-9]|(?<![0-9A-Za-z])1956(?![0-9A-Za-z])"),
                Pattern.compile("\"(subject|site|visit|arm|recording|purpose|hash)\"|\"01\"|(?i)adjudicat"),
                Pattern.compile("[0-9a-f]{64}"));

        assertThat(TOLD).hasSizeGreaterThan(1_300);
        List<String> found = new ArrayList<>();
        for (String told : TOLD) {
            for (Pattern pattern : telling) {
                // Which arms there are to guess from is the protocol's, and the same for every read.
                if (pattern.matcher(told.replaceAll("\"guesses\":\\[[^\\]]*]", ""))
                        .find()) {
                    found.add(pattern + " in " + told);
                }
            }
        }
        assertThat(found).isEmpty();
        // What is searched for would be found.
        assertThat(telling.stream()
                        .filter(pattern -> pattern.matcher("GET x\n{\"subject\":\"01-007\",\"visit\":\"month-6\"}")
                                .find()))
                .hasSize(2);
    }

    @Test
    void filesComeWithoutAnythingThatARunsOrTells() {
        List<String> files = TOLD.stream()
                .filter(told -> told.startsWith("GET") && told.contains("/media/1\n"))
                .toList();
        assertThat(files)
                .hasSizeGreaterThan(400)
                .allSatisfy(told -> assertThat(told)
                        .containsIgnoringCase("content-type=[application/dicom]")
                        .containsIgnoringCase("x-content-type-options=[nosniff]")
                        .containsIgnoringCase("cache-control=[no-store, private]")
                        .containsPattern("(?i)content-disposition=\\[attachment; filename=\"R-[0-9A-Z]{8}-1\\.dcm\"\\]")
                        .containsIgnoringCase("sandbox"));
    }

    // ---- what came out

    @Test
    void theAgreementServedIsTheOneWorkedOutHere() {
        JsonNode served =
                house.get("data-manager", API + "/reads/agreement").json().get("agreement");
        compare(of(served, "inter-reader"), pairs());
        List<double[]> repeats = repeats();
        assertThat(repeats).hasSize(REPEATED);
        compare(of(served, "intra-reader"), repeats);
    }

    @Test
    void theResultsSayWhatCounts() {
        JsonNode results =
                house.get("monitor", API + "/reads/results?limit=1000").json().get("reads");
        assertThat(results).hasSize(2 * SUBJECTS);
        Map<String, Integer> by = new TreeMap<>();
        for (JsonNode recording : results) {
            by.merge(recording.at("/final/by").stringValue(), 1, Integer::sum);
        }
        assertThat(by).isEqualTo(Map.of("two readers", 2 * SUBJECTS - adjudicated, "adjudicator", adjudicated));
    }

    /// Of each recording: what was measured under the code it was registered with, and by the other reader.
    private static List<double[]> pairs() {
        List<double[]> pairs = new ArrayList<>();
        FIRST_CODES.forEach((recording, first) -> {
            String firstReader = Objects.requireNonNull(READER_OF.get(first));
            String other = firstReader.equals("reader-1") ? "reader-2" : "reader-1";
            String second = RECORDING_OF.keySet().stream()
                    .filter(code -> recording.equals(RECORDING_OF.get(code)) && other.equals(READER_OF.get(code)))
                    .filter(code -> !REPEATS.contains(code))
                    .findFirst()
                    .orElseThrow();
            pairs.add(new double[] {measured(first), measured(second)});
        });
        return pairs;
    }

    /// Which of two codes of one reader is the repeat, only the results say.
    private static List<String> repeatsInResults() {
        List<String> repeats = new ArrayList<>();
        for (JsonNode recording :
                house.get("monitor", API + "/reads/results?limit=1000").json().get("reads")) {
            for (JsonNode further : recording.get("further")) {
                if (further.get("purpose").stringValue().equals("intra-reader")) {
                    repeats.add(further.get("read").stringValue());
                }
            }
        }
        return repeats;
    }

    private static List<double[]> repeats() {
        List<double[]> repeats = new ArrayList<>();
        for (String repeat : REPEATS) {
            String reader = Objects.requireNonNull(READER_OF.get(repeat));
            String original = RECORDING_OF.keySet().stream()
                    .filter(code -> !code.equals(repeat)
                            && Objects.equals(RECORDING_OF.get(code), RECORDING_OF.get(repeat))
                            && reader.equals(READER_OF.get(code)))
                    .findFirst()
                    .orElseThrow();
            repeats.add(new double[] {measured(original), measured(repeat)});
        }
        return repeats;
    }

    private static double measured(String code) {
        return Objects.requireNonNull(MEASURED.get(code));
    }

    private static JsonNode of(JsonNode served, String kind) {
        for (JsonNode one : served) {
            if (one.get("item").stringValue().equals("lvef-biplane")
                    && one.get("kind").stringValue().equals(kind)) {
                return one;
            }
        }
        throw new AssertionError("no " + kind + " in " + served);
    }

    /// Mean, standard deviation and limits from sums; the correlation from the variance of the sums and
    /// differences, which for two raters is the same as from mean squares: MSR = var(sum)/2, MSE =
    /// var(difference)/2, MSC = n·mean²/2.
    private static void compare(JsonNode served, List<double[]> pairs) {
        int n = pairs.size();
        double d = 0;
        double dd = 0;
        double s = 0;
        double ss = 0;
        for (double[] pair : pairs) {
            double difference = pair[0] - pair[1];
            double sum = pair[0] + pair[1];
            d += difference;
            dd += difference * difference;
            s += sum;
            ss += sum * sum;
        }
        double mean = d / n;
        double varianceOfDifferences = (dd - d * d / n) / (n - 1);
        double sd = Math.sqrt(varianceOfDifferences);
        double msr = (ss - s * s / n) / (n - 1) / 2;
        double mse = varianceOfDifferences / 2;
        double msc = n * mean * mean / 2;
        double icc = (msr - mse) / (msr + mse + 2 * (msc - mse) / n);

        assertThat(served.get("n").intValue()).isEqualTo(n);
        assertThat(number(served, "meanDifference")).isCloseTo(mean, within(0.0001));
        assertThat(number(served, "sd")).isCloseTo(sd, within(0.0001));
        assertThat(number(served, "lower")).isCloseTo(mean - 1.96 * sd, within(0.0001));
        assertThat(number(served, "upper")).isCloseTo(mean + 1.96 * sd, within(0.0001));
        assertThat(number(served, "icc")).isCloseTo(icc, within(0.0001));
    }

    private static double number(JsonNode served, String member) {
        return Double.parseDouble(served.get(member).stringValue());
    }

    // ---- asking

    private static House.Answer ask(String reader, String path) {
        House.Answer answer = house.get(reader, path);
        TOLD.add("GET " + path + "\n" + answer.seen());
        return answer;
    }

    private static House.Answer tell(String reader, String path, String body) {
        House.Answer answer = house.act(reader, path, body);
        TOLD.add("POST " + path + "\n" + answer.seen());
        return answer;
    }

    private static JsonNode done(String person, String path, String body) {
        House.Answer answer = house.act(person, path, body);
        assertThat(answer.status()).as(path + ": " + answer.text()).isEqualTo(201);
        return answer.json();
    }

    private static long size() {
        return house.bean(Log.class).size();
    }

    private static void caughtUp() {
        List<String> expected = List.of(Long.toString(size()));
        await().pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofSeconds(60))
                .until(() -> expected.equals(
                        house.get("monitor", API + "/overview").headers().get("x-record-position")));
    }
}
