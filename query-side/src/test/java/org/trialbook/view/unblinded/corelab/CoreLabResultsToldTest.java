package org.trialbook.view.unblinded.corelab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.opened;
import static org.trialbook.view.projection.Acts.randomized;
import static org.trialbook.view.projection.Acts.readRegistered;
import static org.trialbook.view.projection.Acts.registered;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmGuess;
import org.trialbook.event.EventJson;
import org.trialbook.event.ItemValue;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent.FurtherReadRegistered;
import org.trialbook.event.ReadingEvent.ReadSubmitted;
import org.trialbook.event.StudyEvent.AllocationAccessed;
import org.trialbook.event.StudyEvent.StudyUnblinded;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.store.Log;
import org.trialbook.view.http.QuerySide;
import org.trialbook.view.projection.Story;
import tools.jackson.databind.JsonNode;

/// What the core laboratory read goes to whom the protocol says, of whom it says and when it says; and that
/// somebody was shown it is recorded.
class CoreLabResultsToldTest {
    /// The implanter is told of the one arm, once it is final, what was read of the echo; everything else as
    /// shipped.
    private static final String PROTOCOL = Story.hotCrt()
            .replace(
                    "    implanter: {allocation: always, device-data: always}",
                    "    implanter: {allocation: always, device-data: always,"
                            + " core-lab-results: {from: final, arms: [CSP], reads: [echo]}}")
            .replace(
                    "{code: lvedd, label: Left ventricular end-diastolic diameter, type: decimal, unit: mm, min: 20, max: 110, decimals: 1, required: true}\n      - {code: lvesd",
                    "{code: lvedd, label: Left ventricular end-diastolic diameter, type: decimal, unit: mm, min: 20, max: 110, decimals: 1, required: true, reveals-the-arm: true}\n      - {code: lvesd");

    private QuerySide server;

    @BeforeEach
    void start() {
        server = QuerySide.unblinded();
        server.story()
                .then(Story.publication("1", PROTOCOL))
                .then(opened("01"))
                .then(registered("01-001"))
                .then(registered("01-002"))
                .then(registered("01-003"))
                .then(randomized("01-001", 1, "CSP"))
                .then(randomized("01-002", 2, "BVP"));
        for (int n = 1; n <= 3; n++) {
            server.story()
                    .then(readRegistered("R-0000000" + n, "01-00" + n, "pre-implant", "echo"))
                    .then(further("R-1000000" + n, "R-0000000" + n));
        }
        server.story().then(readRegistered("R-00000009", "01-001", "pre-implant", "ecg"));
        server.recorded();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static TrialEvent further(String read, String of) {
        return new FurtherReadRegistered(Story.STUDY, new ReadCode(read), new ReadCode(of), "echo", "second");
    }

    private static TrialEvent submitted(String read, String lvef, String lvedd) {
        return new ReadSubmitted(
                Story.STUDY,
                new ReadCode(read),
                "reader-1",
                new TreeMap<>(Map.of("lvef-biplane", new ItemValue(lvef, "%"))),
                null,
                Sealed.of(new ArmGuess(null, null)),
                Sealed.of(new TreeMap<>(Map.of("lvedd", new ItemValue(lvedd, "mm")))));
    }

    private static String path(String subject) {
        return "/unblinded/subjects/" + subject + "/core-lab-results";
    }

    private JsonNode told(String person, String subject) {
        QuerySide.Answer answer = server.as(person).get(path(subject));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /// As of the moment at which there were so many events.
    private JsonNode told(String person, String subject, long size) {
        QuerySide.Answer answer = server.as(person)
                .get(path(subject) + "?asOf=" + server.log().line(size - 1).recordedAt());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private void bothSubmit(int n) {
        server.story().then(submitted("R-0000000" + n, "30", "60")).then(submitted("R-1000000" + n, "34", "64"));
        server.recorded();
    }

    private List<AllocationAccessed> shown() {
        Log log = server.application().getBean(Log.class);
        return Arrays.stream(log.positionsOf("trialbook.AllocationExposed"))
                .mapToObj(log::line)
                .map(line -> (AllocationAccessed) EventJson.read(line.type(), line.version(), line.payload()))
                .toList();
    }

    private static @Nullable String finalValue(JsonNode answer, String item) {
        return answer.at("/results/0/final/values/" + item + "/value").asString(null);
    }

    @Test
    void theImplanterIsToldOfTheOneArmAndOfTheOtherNothing() {
        for (int n = 1; n <= 3; n++) {
            bothSubmit(n);
        }

        JsonNode one = told("implanter@01", "01-001");
        assertThat(one.at("/results/0/visit").asString()).isEqualTo("pre-implant");
        assertThat(one.at("/results/0/modality").asString()).isEqualTo("echo");
        assertThat(finalValue(one, "lvef-biplane")).isEqualTo("32");
        assertThat(finalValue(one, "lvedd")).isEqualTo("62");
        assertThat(one.get("results")).hasSize(1);
        assertThat(one.get("awaited")).isEmpty();
        assertThat(one.toString()).doesNotContain("reader-1", "R-0");
        // The other arm, and nobody's.
        for (String other : List.of("01-002", "01-003")) {
            assertThat(told("implanter@01", other).get("results")).isEmpty();
            assertThat(told("implanter@01", other).get("awaited")).isEmpty();
        }
        assertThat(shown())
                .containsExactly(
                        new AllocationAccessed(
                                Story.STUDY, "unblinded-core-lab-results", List.of(new SubjectId("01-001"))),
                        new AllocationAccessed(
                                Story.STUDY, "unblinded-core-lab-results", List.of(new SubjectId("01-002"))),
                        new AllocationAccessed(
                                Story.STUDY, "unblinded-core-lab-results", List.of(new SubjectId("01-003"))));
    }

    @Test
    void aResultIsToldWhenItIsFinalAndWhoeverMayIsToldEachReadBefore() {
        server.story().then(submitted("R-00000001", "30", "60")).then(submitted("R-10000001", "50", "64"));
        // They differ by more than ten: the adjudicator's counts.
        server.story()
                .then(new FurtherReadRegistered(
                        Story.STUDY, new ReadCode("R-20000001"), new ReadCode("R-00000001"), "echo", "adjudication"))
                .then(submitted("R-20000001", "48", "61"));
        server.recorded();
        long all = server.log().size();

        for (long before : List.of(all - 4, all - 3, all - 2)) {
            JsonNode implanter = told("implanter@01", "01-001", before);
            assertThat(implanter.get("results")).isEmpty();
            assertThat(implanter.get("awaited")).hasSize(1);
            assertThat(implanter.at("/awaited/0/modality").asString()).isEqualTo("echo");
        }
        assertThat(told("statistician", "01-001", all - 4).get("awaited")).hasSize(2);
        JsonNode statistician = told("statistician", "01-001", all - 3);
        assertThat(statistician.at("/results/0/reads/0/values/lvedd/value").asString())
                .isEqualTo("60");
        assertThat(statistician.at("/results/0/final").isNull()).isTrue();
        assertThat(statistician.at("/awaited/0/modality").asString()).isEqualTo("ecg");
        assertThat(finalValue(told("implanter@01", "01-001", all), "lvedd")).isEqualTo("61");
        assertThat(told("implanter@01", "01-001", all).at("/results/0/reads")).isEmpty();
        assertThat(told("statistician", "01-001", all).at("/results/0/reads")).hasSize(3);
    }

    @Test
    void nobodyElseIsTold() {
        bothSubmit(1);

        for (String person :
                List.of("coordinator@01", "investigator@01", "programmer@01", "reader-1", "monitor", "data-manager")) {
            assertThat(server.as(person).get(path("01-001")).status())
                    .as(person)
                    .isEqualTo(403);
        }
        assertThat(server.as("implanter@02").get(path("01-001")).status()).isEqualTo(404);
        assertThat(server.as("statistician").get(path("09-001")).status()).isEqualTo(404);
        assertThat(shown()).isEmpty();
        // Nor by the results that everybody of the oversight sees, nor is the reader shown the own answer again.
        for (String person : List.of("monitor", "statistician", "reader-1")) {
            QuerySide.Answer results = server.as(person).get("/reads/results");
            assertThat(results.body()).as(person).doesNotContain("lvedd");
        }
        assertThat(server.as("monitor").get("/reads/results").body()).contains("lvef-biplane");
    }

    /// As of a moment before it, too: what a later version keeps is not told by an earlier one.
    @Test
    void anAmendmentThatTellsLessIsKeptAtOnce() {
        bothSubmit(1);
        long before = server.log().size();
        server.story()
                .then(Story.publication(
                        "2",
                        PROTOCOL.replace("version: \"1\"", "version: \"2\"")
                                .replace("arms: [CSP], reads: [echo]", "arms: [CSP], reads: [ecg]")));
        server.recorded();

        for (long size : List.of(before, before + 1)) {
            assertThat(told("statistician", "01-001", size).get("results")).hasSize(1);
            assertThat(told("implanter@01", "01-001", size).get("results")).isEmpty();
            assertThat(told("implanter@01", "01-001", size).get("awaited")).isEmpty();
        }
    }

    /// The investigator, of whom the protocol says nothing of results, waits as the implanter does for the other
    /// arm's.
    @Test
    void whatWaitedForTheUnblindingIsToldFromThenOnToWhomTheProtocolNames() {
        for (int n = 1; n <= 3; n++) {
            bothSubmit(n);
        }
        long blind = server.log().size();
        assertThat(server.as("investigator@01").get(path("01-002")).status()).isEqualTo(403);

        server.story().then(new StudyUnblinded(Story.STUDY, List.of("safety-board", "statistician"), 2));
        server.recorded();

        for (String person : List.of("investigator@01", "implanter@01")) {
            JsonNode now = told(person, "01-002");
            assertThat(finalValue(now, "lvedd")).as(person).isEqualTo("62");
            assertThat(now.at("/results/0/reads")).isEmpty();
            // Of a moment before it, no more than was told then.
            assertThat(told(person, "01-002", blind).get("results")).isEmpty();
        }
        assertThat(told("statistician", "01-002").at("/results/0/reads")).hasSize(2);
        assertThat(shown())
                .contains(new AllocationAccessed(
                        Story.STUDY, "unblinded-core-lab-results", List.of(new SubjectId("01-002"))));
        for (String person : List.of("coordinator@01", "programmer@01", "monitor", "reader-1")) {
            assertThat(server.as(person).get(path("01-002")).status())
                    .as(person)
                    .isEqualTo(403);
        }
        assertThat(server.as("investigator@02").get(path("01-002")).status()).isEqualTo(404);
        assertThat(server.as("investigator@01").get("/unblinded/record").status())
                .isEqualTo(403);
    }

    /// The opened record holds what readers answered that tells the arm, and so whose recording it was.
    @Test
    void whoReadsTheOpenedRecordWasShownWhoseResultItWas() {
        bothSubmit(1);
        long size = server.log().size();

        QuerySide.Answer page = server.as("inspector").get("/unblinded/record?from=%d&limit=1".formatted(size - 1));

        assertThat(page.body()).contains("\"lvedd\"");
        assertThat(shown())
                .containsExactly(
                        new AllocationAccessed(Story.STUDY, "unblinded-record", List.of(new SubjectId("01-001"))));
    }
}
