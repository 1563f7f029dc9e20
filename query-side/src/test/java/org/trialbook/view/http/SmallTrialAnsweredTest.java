package org.trialbook.view.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.access.demo.DemoScrape;
import org.trialbook.ledger.BundleReport;
import org.trialbook.ledger.Progress;
import org.trialbook.ledger.TrustAnchors;
import org.trialbook.verify.RecordVerification;
import org.trialbook.view.projection.Story;
import tools.jackson.databind.JsonNode;

/// Every endpoint of a process that holds the key, asked well and asked wrongly.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmallTrialAnsweredTest {

    private static final List<String> VIEWS = List.of(
            "/overview",
            "/sites",
            "/matrix?on=2026-04-01",
            "/subjects/01-001/timeline",
            "/reads/results",
            "/reads/agreement",
            "/record",
            "/unblinded/allocation",
            "/unblinded/crossovers",
            "/unblinded/blinding-index",
            "/unblinded/predictability",
            "/unblinded/subjects/01-001",
            "/unblinded/record");

    private QuerySide server;

    @BeforeAll
    void start() {
        server = QuerySide.unblinded();
        SmallTrial.tell(server.story());
        server.recorded();
        server.signed();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private JsonNode ask(String person, String path) {
        QuerySide.Answer answer = server.as(person).get(path);
        assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(200);
        return answer.json();
    }

    static Stream<String> views() {
        return VIEWS.stream();
    }

    // ---- what is answered

    @Test
    void theOverviewCountsOverBothArmsTogether() {
        JsonNode overview = ask("sponsor", "/overview");

        assertThat(overview.at("/enrolment/randomized").intValue()).isEqualTo(2);
        assertThat(overview.at("/enrolment/target").intValue()).isEqualTo(100);
        assertThat(overview.at("/consort/assessed").intValue()).isEqualTo(3);
        assertThat(overview.at("/consort/excluded/byCriterion/adult").intValue())
                .isEqualTo(1);
        assertThat(overview.at("/sitesOpen").intValue()).isEqualTo(2);
    }

    @Test
    void siteStaffSeeTheirOwnSiteOnly() {
        assertThat(ask("monitor", "/sites").get("sites")).hasSize(2);

        JsonNode own = ask("coordinator@02", "/sites").get("sites");

        assertThat(own).hasSize(1);
        assertThat(own.get(0).get("site").stringValue()).isEqualTo("02");
        assertThat(own.get(0).get("readsRegistered").intValue()).isEqualTo(1);
        assertThat(own.get(0).get("readsSubmitted").isNull()).isTrue();
        assertThat(ask("monitor", "/sites").at("/sites/1/readsSubmitted").intValue())
                .isZero();
    }

    @Test
    void theMatrixSaysWhatIsOverdueOnADay() {
        JsonNode matrix = ask("coordinator@01", "/matrix?on=2026-04-01");

        assertThat(matrix.get("visits").get(0).get("code").stringValue()).isEqualTo("pre-implant");
        JsonNode row = matrix.get("subjects").get(0);
        assertThat(row.get("subject").stringValue()).isEqualTo("01-001");
        assertThat(row.get("stage").stringValue()).isEqualTo("randomized");
        assertThat(row.get("visits").get(2).get("status").stringValue()).isEqualTo("done");
        assertThat(row.get("visits").get(3).get("status").stringValue()).isEqualTo("overdue");
        assertThat(matrix.get("subjects")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[2026,11,28]",
                "2026-02-30",
                "2026-11-28T10:00:00Z",
                "0001-01-01",
                "-0044-03-15",
                "2199-01-01",
                "%2B999999999-12-31",
                "-999999999-01-01"
            })
    void theMatrixIsOfADayThatATrialCanHave(String on) {
        QuerySide.Answer answer =
                server.as("monitor").get("/matrix?on=" + on.replace("[", "%5B").replace("]", "%5D"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().get("type").stringValue()).endsWith(":malformed-parameter");
        assertThat(answer.json().get("detail").stringValue()).contains("'on'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-999999999-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "%2B999999999-12-31T00:00:00Z"})
    void aMomentOfAnyYearIsAnsweredOrRefused(String asOf) {
        assertThat(server.as("monitor").get("/matrix?asOf=" + asOf).status()).isIn(200, 400, 404, 422);
    }

    @Test
    void aTimelineHoldsTheReadsToo() {
        JsonNode entries = ask("monitor", "/subjects/01-001/timeline").get("entries");

        assertThat(entries.valueStream().map(e -> e.get("what").stringValue()))
                .contains("ReadRegistered", "ReadAssigned", "ReadSubmitted", "ImplantAttempted")
                .doesNotContain("CrossoverRequested", "CrossoverApproved", "ActRefused");
    }

    @Test
    void aReaderGetsCodesInTheirOwnOrderAndTheForm() {
        JsonNode list = ask("reader-1", "/reads/worklist");

        assertThat(list.toString())
                .isEqualTo("{\"reads\":[{\"read\":\"R-00000002\",\"modality\":\"ecg\",\"status\":\"assigned\"},"
                        + "{\"read\":\"R-ZZZZZZZ1\",\"modality\":\"ecg\",\"status\":\"submitted\"}],\"assigned\":2,\"submitted\":1,"
                        + "\"modalities\":[{\"code\":\"ecg\",\"label\":\"Blinded reading of the electrocardiogram\"},"
                        + "{\"code\":\"echo\",\"label\":\"Blinded reading of the echocardiogram\"}]}");

        JsonNode read = ask("reader-1", "/reads/worklist/R-00000002");
        assertThat(read.at("/form/items/0/code").stringValue()).isEqualTo("qrs-duration");
        assertThat(read.toString())
                .doesNotContain("01-0")
                .doesNotContain("02-0")
                .doesNotContain("pre-implant");
    }

    @Test
    void aReadersOwnResultsSayNothingOfWhoseTheyAre() {
        assertThat(ask("reader-1", "/reads/results").toString())
                .isEqualTo("{\"reads\":[{\"read\":\"R-ZZZZZZZ1\",\"modality\":\"ecg\",\"values\":"
                        + "{\"qrs-duration\":{\"value\":\"118\",\"unit\":\"ms\"}},\"notEvaluable\":null}]}");
        assertThat(ask("reader-2", "/reads/results").get("reads")).isEmpty();
        assertThat(ask("data-manager", "/reads/results").at("/reads/1/subject").stringValue())
                .isEqualTo("01-001");
    }

    @Test
    void aRecordingThatOneReadsCountsAsItWasRead() {
        JsonNode recording = ask("data-manager", "/reads/results").at("/reads/1");
        assertThat(recording.at("/final/by").stringValue()).isEqualTo("one reader");
        assertThat(recording.at("/final/values/qrs-duration/value").stringValue())
                .isEqualTo("118");
        assertThat(recording.get("further")).isEmpty();
        assertThat(recording.get("afterUnblinding").booleanValue()).isFalse();
    }

    @Test
    void withoutPairsThereIsNoAgreementToTell() {
        JsonNode first = ask("monitor", "/reads/agreement").at("/agreement/0");
        assertThat(first.toString())
                .isEqualTo("{\"modality\":\"ecg\",\"item\":\"qrs-duration\",\"unit\":\"ms\",\"kind\":\"inter-reader\","
                        + "\"n\":0,\"meanDifference\":null,\"sd\":null,\"lower\":null,\"upper\":null,\"icc\":null}");
    }

    @Test
    void theBlindingIndexCountsGuessesByTheTrueArm() {
        JsonNode index = ask("statistician", "/unblinded/blinding-index");
        assertThat(index.at("/all/reads").intValue()).isEqualTo(1);
        assertThat(index.at("/byVisit/discharge/guessed/CSP/CSP").intValue()).isEqualTo(1);
        assertThat(index.at("/byModality/ecg/bang/CSP/value").stringValue()).isEqualTo("1.0000");
        // Nobody of the other arm was read, so chance could not have guessed wrong.
        assertThat(index.at("/all/james").isNull()).isTrue();
    }

    @Test
    void theRecordIsCompleteAndKeepsTheBlind() {
        JsonNode record = ask("monitor", "/record");

        // And behind the story's events those of what the server has shown in the meantime.
        assertThat(record.get("events"))
                .hasSizeGreaterThanOrEqualTo((int) server.story().size());
        JsonNode crossover = record.get("events").get(10);
        assertThat(crossover.propertyNames()).containsExactly("position", "leafHash", "withheld");
        assertThat(crossover.get("leafHash").stringValue())
                .isEqualTo(server.log().leafHash(10).base64());
        JsonNode randomized = record.get("events").get(6);
        assertThat(randomized.at("/payload/arm").toString()).isEqualTo("{\"sealed\":true}");
        assertThat(record.toString()).doesNotContain("\"box\"");
        // The published protocol names every lead; no other event may.
        record.get("events")
                .valueStream()
                .skip(1)
                .forEach(event -> assertThat(event.toString())
                        .doesNotContain("left-bundle")
                        .doesNotContain("coronary-sinus"));
    }

    @Test
    void theUnblindedRecordIsInClear() {
        JsonNode record = ask("inspector", "/unblinded/record");

        assertThat(record.at("/events/6/payload/arm").stringValue()).isEqualTo("CSP");
        assertThat(record.at("/events/10/payload/detail/reason").stringValue()).isEqualTo("qrs-not-narrowed");
        assertThat(record.at("/events/19/payload/guess/arm").stringValue()).isEqualTo("CSP");
    }

    @Test
    void theAllocationListIsTheStatisticiansAndTheSitesOwn() {
        assertThat(ask("statistician", "/unblinded/allocation").get("allocation"))
                .hasSize(2);
        JsonNode own = ask("investigator@02", "/unblinded/allocation").get("allocation");
        assertThat(own).hasSize(1);
        assertThat(own.get(0).get("arm").stringValue()).isEqualTo("BVP");
    }

    @Test
    void crossoversAreCountedByArmAndSite() {
        JsonNode answer = ask("safety-board", "/unblinded/crossovers");

        assertThat(answer.at("/statistics/byArm/CSP/approved").intValue()).isEqualTo(1);
        assertThat(answer.at("/statistics/byArm/BVP/requested").intValue()).isZero();
        assertThat(answer.at("/statistics/bySite/01/CSP/byReason/qrs-not-narrowed")
                        .intValue())
                .isEqualTo(1);
        assertThat(answer.at("/subjects/0/requests/0/decidedBy").stringValue()).isEqualTo("u-investigator");
    }

    @Test
    void whatASiteCouldHaveGuessedIsSaidWithoutAnArm() {
        JsonNode answer = ask("safety-board", "/unblinded/predictability");

        assertThat(answer.toString())
                .isEqualTo("{\"method\":\"permuted-blocks\",\"byChance\":\"50.0\","
                        + "\"overall\":{\"subjects\":2,\"guessed\":\"50.0\",\"certain\":\"0.0\"},"
                        + "\"sites\":[{\"site\":\"01\",\"subjects\":1,\"guessed\":\"50.0\",\"certain\":\"0.0\"},"
                        + "{\"site\":\"02\",\"subjects\":1,\"guessed\":\"50.0\",\"certain\":\"0.0\"}]}");
        assertThat(ask("safety-board", "/unblinded/predictability?asOf=0").toString())
                .isEqualTo("{\"method\":null,\"byChance\":null,\"overall\":null,\"sites\":[]}");
    }

    @Test
    void theTreatmentReceivedIsTheLeadThatStayed() {
        JsonNode subject = ask("implanter@01", "/unblinded/subjects/01-001");

        assertThat(subject.get("arm").stringValue()).isEqualTo("CSP");
        assertThat(subject.get("attempts")).hasSize(3);
        assertThat(subject.at("/received/0/lead").stringValue()).isEqualTo("coronary-sinus");
        assertThat(subject.at("/received/0/treatmentOf/0").stringValue()).isEqualTo("BVP");
        assertThat(subject.at("/received/0/adjunctOf/0").stringValue()).isEqualTo("CSP");
    }

    @Test
    void theBundleVerifiesOffline() throws Exception {
        QuerySide.Answer answer = server.as("inspector").get("/bundle");
        Path file = Files.createTempFile("bundle", ".zip");
        Files.write(file, answer.bytes());

        BundleReport report = RecordVerification.ofBundle(file, TrustAnchors.in(null), Progress.UNTOLD);

        assertThat(answer.header("content-type")).isEqualTo("application/zip");
        assertThat(report.findings()).isEmpty();
        assertThat(report.lines()).isEqualTo(server.story().size());
        assertThat(report.protocols()).isEqualTo(1);
    }

    @Test
    void theCheckpointIsTheSignedNote() {
        QuerySide.Answer answer = server.as("monitor").get("/checkpoint");

        assertThat(answer.header("content-type")).isEqualTo("text/plain;charset=UTF-8");
        assertThat(answer.body().lines().toList().get(1))
                .isEqualTo(Long.toString(server.story().size()));
        assertThat(answer.body()).contains("\n— trialbook.test/HOT-CRT ");
    }

    // ---- moments, pages, headers

    @ParameterizedTest
    @MethodSource("views")
    void asOfThePositionOfALiveAnswerIsTheSameAnswer(String path) {
        String person = "inspector";
        QuerySide.Answer live = server.as(person).get(path);
        String joined = path + (path.contains("?") ? "&" : "?") + "asOf=" + live.position();

        QuerySide.Answer then = server.as(person).get(joined);

        assertThat(then.body()).isEqualTo(live.body());
        assertThat(then.header("etag")).isEqualTo(live.header("etag"));
    }

    @Test
    void anEarlierMomentKnowsNothingOfWhatCameLater() {
        assertThat(ask("monitor", "/overview?asOf=6")
                        .at("/enrolment/randomized")
                        .intValue())
                .isZero();
        assertThat(ask("monitor", "/overview?asOf=7")
                        .at("/enrolment/randomized")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void anInstantIsAsGoodAsAPosition() {
        String sixth = server.log().line(6).recordedAt().toString();

        QuerySide.Answer answer = server.as("monitor").get("/overview?asOf=" + sixth);

        assertThat(answer.position()).isEqualTo(7);
        assertThat(server.as("monitor")
                        .get("/overview?asOf=" + Story.START.minusSeconds(9))
                        .position())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "yesterday, malformed-as-of",
        "-1, malformed-as-of",
        "1.5, malformed-as-of",
        "2026-11-21, malformed-as-of",
        "100000, beyond-the-record",
        "2999-01-01T00:00:00Z, beyond-the-record"
    })
    void aMomentThatCannotBeAnsweredIsAProblem(String asOf, String problem) {
        for (String path : VIEWS) {
            QuerySide.Answer answer =
                    server.as("inspector").get(path + (path.contains("?") ? "&" : "?") + "asOf=" + asOf);
            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.problem()).isEqualTo(problem);
        }
    }

    @Test
    void pagesFollowTheirLinksToTheEnd() {
        QuerySide.Answer first = server.as("inspector").get("/unblinded/allocation?limit=1");
        assertThat(first.header("link"))
                .isEqualTo("</api/v1/studies/HOT-CRT/unblinded/allocation?limit=1&asOf=" + first.position()
                        + "&cursor=01-001>; rel=\"next\"");

        String next = first.header("link").replaceAll("<(.*)>.*", "$1");
        QuerySide.Answer second = server.as("inspector").at(next, Map.of());

        assertThat(second.json().at("/allocation/0/subject").stringValue()).isEqualTo("02-001");
        assertThat(second.headers()).doesNotContainKey("link");
    }

    @Test
    void theRecordAndATimelineArePagedByPosition() {
        QuerySide.Answer record = server.as("monitor").get("/record?from=5&limit=3");
        assertThat(record.json()
                        .get("events")
                        .valueStream()
                        .map(e -> e.get("position").intValue()))
                .containsExactly(5, 6, 7);
        assertThat(record.header("link")).contains("from=8");
        assertThat(ask("monitor", "/record?from=5000").get("events")).isEmpty();

        QuerySide.Answer timeline = server.as("monitor").get("/subjects/01-001/timeline?limit=2");
        assertThat(timeline.json().get("entries")).hasSize(2);
        assertThat(timeline.header("link")).contains("cursor=4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/record?limit=0",
                "/record?limit=x",
                "/record?from=-1",
                "/sites?limit=1001",
                "/matrix?on=tomorrow",
                "/subjects/01-001/timeline?cursor=x",
                "/subjects/nobody/timeline",
                "/matrix?site=abc"
            })
    void aParameterNotOfItsFormIsAProblem(String path) {
        QuerySide.Answer answer = server.as("monitor").get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    }

    @Test
    void anUnchangedAnswerIsNotSentAgain() {
        QuerySide.Answer first;
        QuerySide.Answer again;
        do {
            first = server.as("monitor").get("/overview");
            again = server.as("monitor").get("/overview", Map.of("If-None-Match", first.header("etag")));
            // What other tests have looked at is recorded, and may get into the views just in between.
        } while (again.position() != first.position());

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.bytes()).isEmpty();
        assertThat(first.header("cache-control")).contains("no-store");
    }

    // ---- who may not

    @ParameterizedTest
    @CsvSource({
        "reader-1, /overview",
        "reader-1, /sites",
        "reader-1, /matrix",
        "reader-1, /subjects/01-001/timeline",
        "reader-1, /record",
        "monitor, /reads/worklist",
        "monitor, /reads/worklist/R-00000002",
        "reader-1, /reads/agreement",
        "monitor, /unblinded/blinding-index",
        "monitor, /reads/worklist/R-00000002/media/1",
        "coordinator@01, /reads/results",
        "coordinator@01, /record",
        "sponsor, /matrix",
        "coordinator@01, /bundle",
        "monitor, /bundle",
        "monitor, /replay",
        "monitor, /unblinded/allocation",
        "coordinator@01, /unblinded/subjects/01-001",
        "data-manager, /unblinded/record",
        "investigator@01, /unblinded/crossovers",
        "investigator@01, /unblinded/predictability",
        "monitor, /unblinded/predictability"
    })
    void aRoleWithoutTheQuestionIsRefused(String person, String path) {
        QuerySide.Answer answer = server.as(person).get(path);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.problem()).isEqualTo("not-permitted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/subjects/%s/timeline", "/unblinded/subjects/%s"})
    void anotherSitesSubjectAndAnUnknownOneAreTheSameBytes(String path) {
        QuerySide.Answer others = server.as("investigator@01").get(path.formatted("02-001"));
        QuerySide.Answer unknown = server.as("investigator@01").get(path.formatted("01-999"));

        assertThat(others.status()).isEqualTo(404);
        assertThat(others.body()).isEqualTo(unknown.body());
    }

    @Test
    void anotherReadersReadAndAnUnknownOneAreTheSameBytes() {
        QuerySide.Answer others = server.as("reader-2").get("/reads/worklist/R-00000002");
        QuerySide.Answer unknown = server.as("reader-2").get("/reads/worklist/R-99999999");

        assertThat(others.status()).isEqualTo(404);
        assertThat(others.body()).isEqualTo(unknown.body());
    }

    @Test
    void nobodyAndAnotherStudyGetNothing() {
        assertThat(server.asNobody().get("/overview").status()).isEqualTo(401);
        assertThat(server.as("monitor")
                        .at("/api/v1/studies/OTHER/overview", Map.of())
                        .status())
                .isEqualTo(404);
    }

    // ---- the process

    @Test
    void theProcessIsReadyAndSaysOnWhatItStands() {
        QuerySide.Answer ready = server.asNobody().at("/actuator/health/readiness", Map.of());

        assertThat(ready.status()).as(ready.body()).isEqualTo(200);
        assertThat(ready.json().at("/components/log/details/size").longValue())
                .isGreaterThanOrEqualTo(server.story().size());
        assertThat(ready.json().at("/components/clock/status").asString()).isEqualTo("UP");
        assertThat(ready.json().at("/components/views/details/unblindedLag").isNumber())
                .isTrue();
        assertThat(server.asNobody()
                        .at("/actuator/prometheus", Map.of("Authorization", "Bearer " + DemoScrape.TOKEN))
                        .body())
                .doesNotContain("trialbook_record_size")
                .contains("trialbook_views_lag{group=\"blinded\"}")
                .doesNotContain("CSP");
    }
}
