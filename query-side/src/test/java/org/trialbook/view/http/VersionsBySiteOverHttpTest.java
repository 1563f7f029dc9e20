package org.trialbook.view.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.consented;
import static org.trialbook.view.projection.Acts.opened;
import static org.trialbook.view.projection.Acts.registered;

import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.VersionActivated;
import org.trialbook.event.UrgentVersionEvent.LateApprovalRecorded;
import org.trialbook.event.UrgentVersionEvent.VersionActivatedAtOnce;
import org.trialbook.view.projection.Acts;
import org.trialbook.view.projection.Story;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Two sites under two versions of the protocol: the second has no visit after two weeks, and asks the weight in
/// other words. It is activated at site 02 alone. The KCCQ-12 is filled in before the implant no more, and scored by
/// nothing.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VersionsBySiteOverHttpTest {

    private static final String SECOND = Story.hotCrt()
            .lines()
            .filter(line -> !line.contains("code: week-2") && !line.contains("\"visits[5]\""))
            .collect(Collectors.joining("\n"))
            .replace("version: \"1\"", "version: \"2\"")
            .replace("label: Heart rate,", "label: Rate of the heart,")
            .replace("nyha, kccq-12, eq-5d-5l, body]", "nyha, eq-5d-5l, body]")
            .replace("instrument: {code: kccq-12, version: \"2012\"}", "");

    private QuerySide server;

    @BeforeAll
    void start() {
        server = QuerySide.unblinded();
        server.story()
                .published()
                .then(opened("01"))
                .then(opened("02"))
                .then(opened("04"))
                .then(opened("05"))
                .then(registered("01-001"))
                .then(consented("01-001"))
                .then(registered("02-001"))
                .then(kccq("02-001", "pre-implant"))
                .then(new ProtocolPublished(Story.STUDY, "2", "11".repeat(32), SECOND, true))
                .then(new VersionActivated(Story.STUDY, new SiteId("02"), "2", LocalDate.of(2026, 3, 1), "EC 2026/117"))
                .then(new VersionActivatedAtOnce(Story.STUDY, new SiteId("04"), "2", "leads break"))
                .then(new VersionActivatedAtOnce(Story.STUDY, new SiteId("05"), "2", "leads break"))
                .then(new LateApprovalRecorded(
                        Story.STUDY, new SiteId("05"), "2", LocalDate.of(2026, 3, 2), "EC 2026/118"))
                .then(opened("03"))
                .then(consented("02-001"))
                .then(kccq("02-001", "month-6"));
        server.recorded();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private JsonNode asked(String person, String path) {
        QuerySide.Answer answer = server.as(person).get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void eachSiteIsToldOfItsOwnVersionAndTheRestOfTheNewest() {
        assertThat(asked("coordinator@01", "/protocol").at("/version").asString())
                .isEqualTo("1");
        assertThat(asked("coordinator@02", "/protocol").at("/version").asString())
                .isEqualTo("2");
        assertThat(asked("monitor", "/protocol").at("/version").asString()).isEqualTo("2");
    }

    @Test
    void eachSubjectsVisitsAreThoseOfItsVersion() {
        JsonNode matrix = asked("monitor", "/matrix");
        int week2 = matrix.at("/visits")
                .valueStream()
                .map(visit -> visit.path("code").asString())
                .toList()
                .indexOf("week-2");
        assertThat(matrix.at("/subjects/0/visits/" + week2 + "/status").asString())
                .isEqualTo("not-scheduled");
        assertThat(matrix.at("/subjects/1/visits/" + week2 + "/status").asString())
                .isEqualTo("no-longer-planned");
        assertThat(asked("coordinator@02", "/matrix").at("/visits").toString()).doesNotContain("week-2");
        assertThat(asked("coordinator@01", "/matrix").at("/visits").toString()).contains("week-2");
    }

    @Test
    void aFormIsAskedAsTheSubjectsVersionSays() {
        assertThat(asked("monitor", "/subjects/01-001/visits/pre-implant/forms/ecg")
                        .at("/items/0/definition/label")
                        .asString())
                .isEqualTo("Heart rate");
        assertThat(asked("monitor", "/subjects/02-001/visits/pre-implant/forms/ecg")
                        .at("/items/0/definition/label")
                        .asString())
                .isEqualTo("Rate of the heart");
    }

    /// As its items are shown: by the version under which it was recorded, for ever.
    @Test
    void aFormIsScoredAsTheVersionSaysUnderWhichItWasRecorded() {
        JsonNode scored = asked("coordinator@02", "/subjects/02-001/scores").path("forms");
        assertThat(scored).hasSize(1);
        assertThat(scored.at("/0/visit").asString()).isEqualTo("pre-implant");
        assertThat(scored.at("/0/instrument").asString()).isEqualTo("kccq-12");
        assertThat(scored.at("/0/scores/2/value").asString()).isEqualTo("50");
    }

    private static AssessmentRecorded kccq(String subject, String visit) {
        return new AssessmentRecorded(
                Story.STUDY,
                Acts.id(subject),
                Acts.id(subject).site(),
                visit,
                "kccq-12",
                Acts.DAY,
                Map.of("kccq12-6", ItemValue.of("2"), "kccq12-7", ItemValue.of("4")),
                null);
    }

    @Test
    void itIsSaidWhereAVersionHoldsSinceWhenAndForHowMany() {
        JsonNode versions = asked("monitor", "/protocol/versions").get("versions");
        assertThat(versions.at("/0/awaitsSites").booleanValue()).isFalse();
        assertThat(versions.at("/1/awaitsSites").booleanValue()).isTrue();
        assertThat(held(versions.get(0))).isEqualTo("01: 1; 02 until then: 0; 04 until then: 0; 05 until then: 0");
        assertThat(held(versions.get(1))).isEqualTo("02: 1; 03: 0; 04: 0; 05: 0");
        assertThat(held(asked("coordinator@01", "/protocol/versions").at("/versions/0")))
                .isEqualTo("01: 1");
        assertThat(versions.at("/0/holds/1/until")).isEqualTo(versions.at("/1/holds/0/since"));
    }

    @Test
    void itIsSaidWhatHeldBeforeItsApprovalAndWhatIsOverdue() {
        JsonNode held = asked("monitor", "/protocol/versions").at("/versions/1/holds");
        assertThat(held.at("/0/urgent").isNull()).as("approved first").isTrue();
        assertThat(held.at("/2/urgent").toString())
                .isEqualTo("{\"hazard\":\"leads break\",\"due\":\"2026-03-09\",\"overdue\":true,"
                        + "\"approvedOn\":null,\"approval\":null}");
        assertThat(held.at("/3/urgent").toString())
                .isEqualTo("{\"hazard\":\"leads break\",\"due\":\"2026-03-09\",\"overdue\":false,"
                        + "\"approvedOn\":\"2026-03-02\",\"approval\":\"EC 2026/118\"}");
        assertThat(asked("coordinator@01", "/protocol/versions").toString()).doesNotContain("leads break");
    }

    /// Whoever approves a file sees what it changes before it is published; a site is told of its own subjects.
    @Test
    void aFileThatIsNotPublishedIsComparedWithTheNewestVersion() {
        String third = SECOND.replace("version: \"2\"", "version: \"3\"").replace("label: KCCQ-12", "label: KCCQ 12");
        JsonNode all = proposed("statistician", third);
        assertThat(all.at("/version").asString() + " of " + all.at("/newest").asString())
                .isEqualTo("3 of 2");
        assertThat(all.at("/changes").toString()).contains("form 'kccq-12'", "label was 'KCCQ-12', is 'KCCQ 12'");
        assertThat(all.at("/touched").toString()).isEqualTo("{\"02\":[\"02-001\"]}");
        assertThat(proposed("coordinator@01", third).at("/touched").toString()).isEqualTo("{}");
        assertThat(proposed("coordinator@01", third).at("/hash")).isEqualTo(all.at("/hash"));

        JsonNode broken = proposed("statistician", "study: [");
        assertThat(broken.at("/problems")).isNotEmpty();
        assertThat(broken.at("/version").isNull()).isTrue();
        assertThat(server.as("reader-1").post("/protocol/difference", "{}").status())
                .isEqualTo(403);
        assertThat(server.as("statistician").post("/protocol/difference", "{}").problem())
                .isEqualTo("missing-field");
    }

    private JsonNode proposed(String person, String yaml) {
        QuerySide.Answer answer = server.as(person)
                .post("/protocol/difference", JsonMapper.shared().writeValueAsString(Map.of("protocol", yaml)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static String held(JsonNode version) {
        return version.get("holds")
                .valueStream()
                .map(held -> "%s%s: %d"
                        .formatted(
                                held.get("site").asString(),
                                held.get("until").isNull() ? "" : " until then",
                                held.get("subjects").asInt()))
                .collect(Collectors.joining("; "));
    }
}
