package org.trialbook.view.unblinded.allocationaccess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.trialbook.event.EventJson;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.AllocationAccessed;
import org.trialbook.event.StudyEvent.EnvelopesIssued;
import org.trialbook.event.SubjectId;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.Log;
import org.trialbook.view.http.QuerySide;
import org.trialbook.view.http.SmallTrial;
import org.trialbook.view.projection.Story;
import tools.jackson.databind.JsonNode;

/// Nobody is shown what is sealed unless that was recorded first, whatever the way.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AllocationAccessIsRecordedTest {

    /// Every way to an unblinded answer, as it is asked for. A route that is not here fails the build: whoever adds one
    /// says how to ask it, and the tests below see whether it is recorded.
    private static final Map<String, String> ROUTES = new LinkedHashMap<>();

    static {
        String api = "/api/v1/studies/{study}/unblinded";
        ROUTES.put(api + "/allocation", "/api/v1/studies/HOT-CRT/unblinded/allocation");
        ROUTES.put(api + "/blinding-index", "/api/v1/studies/HOT-CRT/unblinded/blinding-index");
        ROUTES.put(api + "/crossovers", "/api/v1/studies/HOT-CRT/unblinded/crossovers");
        ROUTES.put(api + "/deviations/found", "/api/v1/studies/HOT-CRT/unblinded/deviations/found");
        ROUTES.put(api + "/exposure", "/api/v1/studies/HOT-CRT/unblinded/exposure");
        ROUTES.put(api + "/flow", "/api/v1/studies/HOT-CRT/unblinded/flow");
        ROUTES.put(api + "/forms/status", "/api/v1/studies/HOT-CRT/unblinded/forms/status");
        ROUTES.put(api + "/kit-stock", "/api/v1/studies/HOT-CRT/unblinded/kit-stock");
        ROUTES.put(api + "/lists", "/api/v1/studies/HOT-CRT/unblinded/lists");
        ROUTES.put(api + "/predictability", "/api/v1/studies/HOT-CRT/unblinded/predictability");
        ROUTES.put(api + "/queries", "/api/v1/studies/HOT-CRT/unblinded/queries");
        ROUTES.put(api + "/record", "/api/v1/studies/HOT-CRT/unblinded/record");
        ROUTES.put(
                api + "/rule-hits",
                "/api/v1/studies/HOT-CRT/unblinded/rule-hits?form=ecg&finds=qrs-duration%20%3E%200");
        ROUTES.put(api + "/sites/{site}/envelopes", "/api/v1/studies/HOT-CRT/unblinded/sites/01/envelopes");
        ROUTES.put(api + "/subjects/{subject}", "/api/v1/studies/HOT-CRT/unblinded/subjects/01-001");
        ROUTES.put(
                api + "/subjects/{subject}/core-lab-results",
                "/api/v1/studies/HOT-CRT/unblinded/subjects/01-001/core-lab-results");
    }

    private QuerySide server;
    private long written;

    @BeforeAll
    void start() {
        server = QuerySide.unblinded();
        SmallTrial.tell(server.story());
        server.story().then(new EnvelopesIssued(Story.STUDY, new SiteId("01"), 1, List.of(new SubjectId("01-001"))));
        server.recorded();
        written = server.log().size();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    static Stream<String> routes() {
        return ROUTES.keySet().stream();
    }

    private List<EventLine> exposures() {
        Log log = server.application().getBean(Log.class);
        List<EventLine> lines = new ArrayList<>();
        for (long position : log.positionsOf("trialbook.AllocationExposed")) {
            lines.add(log.line(position));
        }
        return lines;
    }

    private static AllocationAccessed shown(EventLine line) {
        return (AllocationAccessed) EventJson.read(line.type(), line.version(), line.payload());
    }

    private List<AllocationAccessed> exposuresTo(String account) {
        return exposures().stream()
                .filter(line -> Objects.requireNonNull(line.actor()).id().equals(account))
                .map(AllocationAccessIsRecordedTest::shown)
                .toList();
    }

    private QuerySide.Answer ask(String person, String path) {
        return server.as(person).at(path, Map.of());
    }

    @Test
    void everyRouteIsHere() {
        TreeSet<String> mapped = new TreeSet<>();
        server.application()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(info -> info.getPatternValues().stream()
                        .filter(pattern -> pattern.contains("/unblinded"))
                        .forEach(mapped::add));
        assertThat(mapped).containsExactlyInAnyOrderElementsOf(ROUTES.keySet());
    }

    @ParameterizedTest
    @MethodSource("routes")
    void whatIsShownIsRecordedWithWhomAndThroughWhat(String route) {
        QuerySide.Answer answer = ask("statistician", Objects.requireNonNull(ROUTES.get(route)));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(exposuresTo("statistician").stream().map(AllocationAccessed::view))
                .contains(view(route));
    }

    private static String view(String route) {
        if (route.endsWith("forms/status")) {
            return "unblinded-form-statuses";
        }
        if (route.endsWith("/deviations/found")) {
            return "unblinded-deviations";
        }
        if (route.endsWith("core-lab-results")) {
            return "unblinded-core-lab-results";
        }
        return route.contains("subjects")
                ? "unblinded-subject"
                : route.contains("sites")
                        ? "unblinded-envelopes"
                        : "unblinded-" + route.substring(route.lastIndexOf('/') + 1);
    }

    @Test
    void theSubjectsAreThoseWhoseArmsAreShown() {
        JsonNode list = ask("inspector", "/api/v1/studies/HOT-CRT/unblinded/allocation?limit=1")
                .json();
        assertThat(list.get("allocation")).hasSize(1);
        ask("inspector", "/api/v1/studies/HOT-CRT/unblinded/allocation?asOf=22");
        ask("inspector", "/api/v1/studies/HOT-CRT/unblinded/allocation");
        ask("inspector", "/api/v1/studies/HOT-CRT/unblinded/record?from=3&limit=4");
        ask("inspector", "/api/v1/studies/HOT-CRT/unblinded/record?from=3&limit=3");

        assertThat(exposuresTo("inspector"))
                .containsExactly(
                        shown("unblinded-allocation", "01-001"),
                        shown("unblinded-allocation", "01-001", "02-001"),
                        shown("unblinded-record", "01-001"),
                        shown("unblinded-record"));
    }

    private static AllocationAccessed shown(String view, String... subjects) {
        return new AllocationAccessed(
                Story.STUDY, view, Stream.of(subjects).map(SubjectId::new).toList());
    }

    @Test
    void theSameIsRecordedOnceADayHoweverOftenItIsAsked() {
        String path = "/api/v1/studies/HOT-CRT/unblinded/subjects/01-001";
        QuerySide.Answer first = ask("implanter@01", path);
        for (int i = 0; i < 5; i++) {
            ask("implanter@01", path);
        }
        server.as("implanter@01").at(path, Map.of("If-None-Match", first.header("etag")));
        ask("investigator@01", path);

        assertThat(exposuresTo("implanter@01")).containsExactly(shown("unblinded-subject", "01-001"));
        assertThat(exposuresTo("investigator@01")).containsExactly(shown("unblinded-subject", "01-001"));
        EventLine line = exposures().stream()
                .filter(exposure ->
                        Objects.requireNonNull(exposure.actor()).id().equals("implanter@01"))
                .findFirst()
                .orElseThrow();
        assertThat(Objects.requireNonNull(line.actor()).site()).isEqualTo("01");
        assertThat(line.tags()).extracting(EventLine.Tag::key).containsExactly("command");
    }

    @Test
    void whoIsShownNothingIsNotRecorded() {
        for (String path : ROUTES.values()) {
            assertThat(ask("monitor", path).status()).isEqualTo(403);
        }
        ask("implanter@02", "/api/v1/studies/HOT-CRT/unblinded/subjects/01-001");
        ask("safety-board", "/api/v1/studies/HOT-CRT/unblinded/subjects/09-001");

        assertThat(exposuresTo("monitor")).isEmpty();
        assertThat(exposuresTo("implanter@02")).isEmpty();
        assertThat(exposuresTo("safety-board"))
                .noneMatch(shown -> shown.subjects().contains(new SubjectId("09-001")));
        assertThat(written).isPositive();
    }

    @Test
    void theLedgerAnswersWhoCouldHaveKnownAndSinceWhen() {
        ask("safety-board", "/api/v1/studies/HOT-CRT/unblinded/subjects/02-001");
        server.recorded();

        JsonNode known = ask("statistician", "/api/v1/studies/HOT-CRT/unblinded/exposure?subject=02-001")
                .json()
                .at("/exposure/0/known");

        JsonNode board = known.valueStream()
                .filter(one -> one.path("account").asString("").equals("safety-board")
                        && one.get("means").asString().equals("unblinded-subject"))
                .findFirst()
                .orElseThrow();
        assertThat(board.get("role").asString()).isEqualTo("safety-board");
        assertThat(board.get("position").asLong()).isGreaterThanOrEqualTo(written);
        assertThat(known.toString()).doesNotContain("CSP").doesNotContain("BVP");
        assertThat(ask("statistician", "/api/v1/studies/HOT-CRT/unblinded/exposure?subject=09-001")
                        .problem())
                .isEqualTo("no-such-subject");
        assertThat(ask("statistician", "/api/v1/studies/HOT-CRT/unblinded/exposure?subject=x")
                        .problem())
                .isEqualTo("malformed-id");
    }

    @Test
    void anEnvelopeHoldsTheArmOfItsSubjectAndNoOther() {
        QuerySide.Answer answer = ask("statistician", "/api/v1/studies/HOT-CRT/unblinded/sites/01/envelopes?issue=1");

        assertThat(answer.json().at("/envelopes/0/subject").asString()).isEqualTo("01-001");
        assertThat(answer.json().at("/envelopes/0/arm").asString()).isEqualTo("CSP");
        assertThat(answer.json().get("envelopes")).hasSize(1);
        assertThat(answer.body()).contains("01-001", "CSP").doesNotContain("BVP");
        assertThat(ask("statistician", "/api/v1/studies/HOT-CRT/unblinded/sites/01/envelopes?issue=2")
                        .problem())
                .isEqualTo("no-such-issue");
        assertThat(ask("statistician", "/api/v1/studies/HOT-CRT/unblinded/sites/02/envelopes")
                        .problem())
                .isEqualTo("no-such-issue");
        assertThat(ask("statistician", "/api/v1/studies/HOT-CRT/unblinded/sites/09/envelopes")
                        .problem())
                .isEqualTo("no-such-site");
        assertThat(ask("statistician", "/api/v1/studies/HOT-CRT/unblinded/sites/01/envelopes?issue=x")
                        .problem())
                .isEqualTo("malformed-parameter");
    }
}
