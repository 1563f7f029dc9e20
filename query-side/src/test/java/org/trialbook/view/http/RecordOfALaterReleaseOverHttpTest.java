package org.trialbook.view.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.event.UnknownEventException;
import org.trialbook.ledger.EventLine;

/// A later release has recorded something while this one runs: it answers nothing that could depend on it, tells every
/// caller the same, and is not ready, with the reason for whoever operates it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordOfALaterReleaseOverHttpTest {

    private static final String PROBLEM = "urn:trialbook:problem:record-from-a-later-release";

    private final QuerySide server = QuerySide.unblinded();
    private long before;

    @BeforeAll
    void start() {
        SmallTrial.tell(server.story());
        server.recorded();
        server.signed();
        before = server.log().size();
        server.append(ofNextYear(before));
        server.signed();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> server.as("monitor").get("/overview").status() == 503);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static EventLine ofNextYear(long position) {
        return new EventLine(
                position,
                "event-of-next-year",
                "trialbook.CrossoverWithdrawn",
                "1",
                "HOT-CRT",
                List.of(new EventLine.Tag("subject", "01-001")),
                org.trialbook.view.projection.Story.START,
                "2026-03-02T09:00:00+01:00[Europe/Berlin]",
                new EventLine.Actor("u-1", "C. Ordinator", "coordinator", "01"),
                "c-of-next-year",
                null,
                new TreeMap<>(),
                "{\"arm\":\"CSP\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "monitor /overview",
                "monitor /sites",
                "monitor /matrix",
                "coordinator@01 /matrix",
                "coordinator@01 /sites",
                "coordinator@01 /subjects/01-001/timeline",
                "monitor /subjects/01-001/timeline",
                "monitor /subjects/02-001/timeline",
                "monitor /subjects/99-999/timeline",
                "reader-1 /reads/worklist",
                "reader-1 /reads/worklist/R-00000002",
                "reader-1 /reads/worklist/R-00000002/media/1",
                "monitor /reads/results",
                "reader-1 /reads/results",
                "monitor /reads/agreement",
                "coordinator@01 /unblindings",
                "monitor /unblindings",
                "monitor /record",
                "monitor /record?from=0&limit=1",
                "inspector /bundle",
                "monitor /bundle/redacted",
                "inspector /replay",
                "data-manager /replay",
                "investigator@01 /unblinded/subjects/01-001",
                "investigator@01 /unblinded/allocation",
                "statistician /unblinded/allocation",
                "statistician /unblinded/crossovers",
                "statistician /unblinded/record",
                "statistician /unblinded/exposure",
                "statistician /unblinded/blinding-index",
                "statistician /unblinded/predictability",
                "statistician /unblinded/sites/01/envelopes"
            })
    void everyQuestionGetsTheSameProblem(String asked) {
        String[] parts = asked.split(" ");
        QuerySide.Answer answer = server.as(parts[0]).get(parts[1]);
        QuerySide.Answer other = server.as("monitor").get("/overview");

        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.json().get("type").stringValue()).isEqualTo(PROBLEM);
        assertThat(answer.body()).isEqualTo(other.body());
        // What happened, to whom and at which position is not told to anybody: its name could tell the arm.
        assertThat(answer.body()).doesNotContain("Crossover", "CSP", "01-001", Long.toString(before));
    }

    @Test
    void aMomentBeforeItIsAnsweredAsEver() {
        for (String path : List.of("/overview", "/matrix", "/record", "/subjects/01-001/timeline")) {
            assertThat(server.as("monitor").get(path + "?asOf=" + before).status())
                    .as(path)
                    .isEqualTo(200);
            assertThat(server.as("monitor").get(path + "?asOf=" + (before + 1)).status())
                    .as(path)
                    .isEqualTo(503);
        }
        assertThat(server.as("inspector").get("/bundle?asOf=" + before).status())
                .isEqualTo(200);
    }

    /// Hashes and signatures are of bytes, whatever they mean.
    @Test
    void theTreeIsServedAsEver() {
        assertThat(server.as("monitor").at("/checkpoint", Map.of()).body()).contains("\n" + (before + 1) + "\n");
        assertThat(server.as("monitor")
                        .at("/api/v1/record/" + before + "/proof", Map.of())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void readinessIsDownAndSaysWhichEventItIs() {
        QuerySide.Answer answer = server.asNobody().at("/actuator/health/readiness", Map.of());

        assertThat(answer.status()).isEqualTo(503);
        String reason = UnknownEventException.at(before, "trialbook.CrossoverWithdrawn", "1")
                .getMessage();
        assertThat(answer.json().at("/components/views/details/blinded").asString(""))
                .isEqualTo(reason);
        assertThat(answer.json().at("/components/views/details/unblinded").asString(""))
                .isEqualTo(reason);
    }
}
