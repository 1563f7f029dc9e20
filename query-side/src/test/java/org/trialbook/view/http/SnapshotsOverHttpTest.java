package org.trialbook.view.http;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.trialbook.event.StudyEvent;
import org.trialbook.view.projection.Story;
import tools.jackson.databind.JsonNode;

/// What site staff and readers are told in place of positions.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnapshotsOverHttpTest {

    private static final String TIMELINE = "/subjects/01-001/timeline";
    private static final List<String> OF_THE_LOG = List.of(
            "/checkpoint",
            "/api/v1/studies/HOT-CRT/checkpoint",
            "/tile/0/000.p/2",
            "/api/v1/record/2/proof",
            "/api/v1/record/consistency?from=1",
            "/api/v1/record/witnesses");

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

    /// Published, two sites of which one is theirs; then what was recorded of 01-001, but for the withheld five.
    @ParameterizedTest
    @CsvSource({
        // protocol, own site, 01-001: registered, consented, eligible, randomized, tried once, discharged, assessed,
        // corrected twice, a read registered
        "coordinator@01, mc",
        // and the second and third attempt, a refusal, a crossover asked for and approved
        "investigator@01, mh",
        "implanter@01, mh",
        // protocol, own site, 02-001 with a read, 02-002
        "coordinator@02, ma",
        // protocol, two reads assigned, one submitted
        "reader-1, m4",
        "reader-2, m1"
    })
    void aMomentCountsTheEventsOfTheCaller(String person, String moment) {
        String path = person.startsWith("reader") ? "/reads/worklist" : "/unblindings";
        QuerySide.Answer answer = server.as(person).get(path);

        assertThat(answer.header("x-record-position")).isEqualTo(moment);
        assertThat(answer.header("etag")).startsWith("\"" + moment + "-");
        QuerySide.Answer then = server.as(person).get(path + "?asOf=" + moment);
        assertThat(then.body()).isEqualTo(answer.body());
        assertThat(then.header("etag")).isEqualTo(answer.header("etag"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"coordinator@01", "implanter@01", "reader-1"})
    void aNumberIsNoMomentOfThose(String person) {
        String path = person.startsWith("reader") ? "/reads/worklist" : "/overview";
        for (String wrong : List.of("6", "0", "m", "m01", "M3", "mzzzzzzzzzzzzz")) {
            QuerySide.Answer answer = server.as(person).get(path + "?asOf=" + wrong);

            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.problem()).isEqualTo("malformed-as-of");
            assertThat(answer.json().get("detail").stringValue()).contains("X-Record-Position");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mzz", "mzzzzzzzzzzz", "2999-01-01T00:00:00Z"})
    void aMomentThatHasNotComeIsToldWithoutTheSizeOfTheRecord(String later) {
        for (String person : List.of("coordinator@01", "investigator@01")) {
            QuerySide.Answer answer = server.as(person).get("/overview?asOf=" + later);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.problem()).isEqualTo("beyond-the-record");
            assertThat(answer.json().has("size")).isFalse();
            assertThat(answer.json().get("detail").stringValue()).doesNotContainPattern("[0-9]");
        }
        // Looks are recorded meanwhile: the record may have grown since it was asked.
        long before = Long.parseLong(server.as("monitor").get("/overview").header("X-Record-Position"));
        assertThat(server.as("monitor")
                        .get("/overview?asOf=99999")
                        .json()
                        .get("size")
                        .longValue())
                .isGreaterThanOrEqualTo(before);
    }

    @Test
    void whoMayKnowPositionsHasNoUseForTokens() {
        assertThat(server.as("monitor").get("/overview?asOf=m3").problem()).isEqualTo("malformed-as-of");
        assertThat(server.as("inspector").get("/unblinded/allocation?asOf=m3").problem())
                .isEqualTo("malformed-as-of");
    }

    /// Of the subject's seventeen events the coordinator counts ten: without gaps, though five were recorded between.
    @Test
    void aTimelineNumbersWhatTheCallerCountsAndHasNothingOfTheCoreLab() {
        JsonNode entries = ask("coordinator@01", TIMELINE).get("entries");

        assertThat(entries.valueStream().map(entry -> entry.get("ordinal").intValue()))
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(entries.valueStream().map(entry -> entry.has("position"))).containsOnly(false);
        assertThat(entries.valueStream().map(entry -> entry.get("what").stringValue()))
                .contains("ReadRegistered")
                .doesNotContain("ReadAssigned", "ReadSubmitted");
        JsonNode unblinded = ask("investigator@01", TIMELINE).get("entries");
        assertThat(unblinded.valueStream().map(entry -> entry.get("ordinal").intValue()))
                .containsExactly(1, 2, 3, 4, 5, 11, 12, 13, 14, 15);
        assertThat(unblinded.valueStream().map(entry -> entry.get("what").stringValue()))
                .doesNotContain("ReadAssigned", "ReadSubmitted");
    }

    @Test
    void aTimelineIsPagedByOrdinal() {
        QuerySide.Answer first = server.as("coordinator@01").get(TIMELINE + "?cursor=3&limit=2");

        assertThat(first.json()
                        .get("entries")
                        .valueStream()
                        .map(entry -> entry.get("ordinal").intValue()))
                .containsExactly(4, 5);
        assertThat(first.header("link"))
                .isEqualTo("</api/v1/studies/HOT-CRT" + TIMELINE + "?limit=2&asOf=mc&cursor=5>; rel=\"next\"");
    }

    static Stream<String> unblindedStaff() {
        return Stream.of("implanter@01", "investigator@01");
    }

    @ParameterizedTest
    @MethodSource("unblindedStaff")
    void whatTheUnblindedOfASiteSeeHasOrdinalsToo(String person) {
        JsonNode treatment = ask(person, "/unblinded/subjects/01-001");

        assertThat(treatment
                        .get("attempts")
                        .valueStream()
                        .map(attempt -> attempt.get("ordinal").intValue()))
                .containsExactly(5, 6, 10);
        assertThat(treatment.at("/revealing/0/ordinal").intValue()).isEqualTo(12);
        assertThat(treatment.toString()).doesNotContain("position");
        JsonNode line = ask(person, "/unblinded/allocation").at("/allocation/0");
        assertThat(line.get("ordinal").intValue()).isEqualTo(4);
        assertThat(line.has("position")).isFalse();
        assertThat(ask("inspector", "/unblinded/allocation")
                        .at("/allocation/0/position")
                        .intValue())
                .isEqualTo(6);
    }

    @Test
    void theLogsOwnFiguresAreForThoseWhoMayHaveTheRecordAndForSitesFromTheStudysUnblindingOn() {
        List<String> site = List.of("coordinator@01", "investigator@01", "implanter@02");
        try (QuerySide own = QuerySide.blinded()) {
            SmallTrial.tell(own.story());
            own.story().then(new StudyEvent.StudyLocked(Story.STUDY, "done"));
            own.recorded();
            own.signed();
            for (String path : OF_THE_LOG) {
                for (String person : site) {
                    QuerySide.Answer answer = own.as(person).at(path, Map.of());
                    assertThat(answer.status()).as(person + path).isEqualTo(403);
                    assertThat(answer.json().get("from").stringValue()).isEqualTo("study-unblinding");
                    assertThat(answer.json().get("detail").stringValue()).contains("from the study's unblinding on");
                }
                assertThat(own.as("reader-1").at(path, Map.of()).json().has("from"))
                        .isFalse();
                assertThat(own.as("sponsor").at(path, Map.of()).status())
                        .as(path)
                        .isEqualTo(200);
            }

            own.story().then(new StudyEvent.StudyUnblinded(Story.STUDY, List.of("safety-board", "statistician"), 2));
            own.recorded();
            own.signed();

            for (String path : OF_THE_LOG) {
                for (String person : site) {
                    assertThat(own.as(person).at(path, Map.of()).status())
                            .as(person + path)
                            .isEqualTo(200);
                }
                assertThat(own.as("reader-1").at(path, Map.of()).status())
                        .as(path)
                        .isEqualTo(403);
            }
            assertThat(own.as("coordinator@01")
                            .at("/tile/entries/000.p/2", Map.of())
                            .status())
                    .isEqualTo(403);
        }
    }
}
