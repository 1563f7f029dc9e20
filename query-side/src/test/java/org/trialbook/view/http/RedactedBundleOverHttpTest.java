package org.trialbook.view.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.ledger.BundleAgainstBundle;
import org.trialbook.ledger.BundleReport;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.ledger.Progress;
import org.trialbook.ledger.TrustAnchors;
import org.trialbook.verify.RecordVerification;
import org.trialbook.view.projection.Acts;
import tools.jackson.databind.JsonNode;

/// A blinded auditor and an inspector take their bundles home from a process without a key, and arrive at the same
/// root.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedactedBundleOverHttpTest {

    private static final String REDACTED = "/bundle/redacted";

    private QuerySide server;
    private long early;
    private long signed;

    @TempDir
    private Path directory;

    @BeforeAll
    void start() {
        server = QuerySide.blinded();
        QuerySide.Answer none = server.as("monitor").get(REDACTED);
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.problem()).isEqualTo("no-checkpoint");
        server.story()
                .published()
                .then(Acts.opened("03"))
                .then(Acts.asked("03-001", 1, "CSP", "BVP", "qrs-not-narrowed"));
        server.recorded();
        server.signed();
        early = server.log().size();
        SmallTrial.tell(server.story());
        server.recorded();
        server.signed();
        signed = server.log().size();
        server.story().then(Acts.registered("02-003"));
        server.recorded();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private byte[] bundle(String person, String path) {
        QuerySide.Answer answer = server.as(person).get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.bytes();
    }

    private BundleReport verify(Path file) throws Exception {
        NoteVerifier key = NoteVerifier.parse(
                Files.readString(server.directory().resolve("keys/log.pub")).strip());
        return RecordVerification.ofBundle(file, TrustAnchors.in(key), Progress.UNTOLD);
    }

    private static Map<String, byte[]> unzip(byte[] zip) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        return entries;
    }

    @Test
    void anAuditorAndAnInspectorArriveAtTheSameRootAndTheSameCheckpoint() throws Exception {
        Path redacted = Files.write(directory.resolve("redacted.zip"), bundle("monitor", REDACTED));
        Path complete = Files.write(directory.resolve("complete.zip"), bundle("inspector", "/bundle"));

        BundleReport auditors = verify(redacted);
        BundleReport inspectors = verify(complete);

        assertThat(auditors.findings()).isEmpty();
        assertThat(inspectors.findings()).isEmpty();
        assertThat(auditors.pinned()).isTrue();
        assertThat(auditors.checkpoint()).isEqualTo(inspectors.checkpoint());
        assertThat(Objects.requireNonNull(auditors.checkpoint()).root())
                .isEqualTo(server.log().root(signed));
        assertThat(auditors.lines()).isEqualTo(signed).isEqualTo(inspectors.lines());
        assertThat(auditors.withheld()).isEqualTo(6);
        assertThat(inspectors.withheld()).isZero();
        assertThat(BundleAgainstBundle.of(redacted, complete)).isEmpty();
        Map<String, byte[]> here = unzip(Files.readAllBytes(redacted));
        Map<String, byte[]> there = unzip(Files.readAllBytes(complete));
        assertThat(here.keySet()).containsExactlyElementsOf(there.keySet()).contains("checkpoints/" + early);
        for (String same : List.of("leaves", "checkpoint", "key.vkey", "checkpoints/" + early, "protocols/1.yaml")) {
            assertThat(here.get(same)).as(same).isEqualTo(there.get(same));
        }
    }

    @Test
    void itWithholdsWhatTheRecordWithholdsAndShowsTheRestAsItIsStored() throws IOException {
        List<String> lines = new String(
                        Objects.requireNonNull(
                                unzip(bundle("monitor", REDACTED)).get("lines.jsonl")),
                        StandardCharsets.UTF_8)
                .lines()
                .toList();
        JsonNode record = server.as("monitor").get("/record?limit=1000").json().get("events");

        assertThat(lines).hasSize((int) signed);
        for (int position = 0; position < signed; position++) {
            assertThat(lines.get(position))
                    .isEqualTo(
                            record.get(position).has("withheld")
                                    ? "{\"withheld\":" + position + "}"
                                    : new String(server.log().lineBytes(position), StandardCharsets.UTF_8));
        }
        assertThat(lines.get(2)).isEqualTo("{\"withheld\":2}");
    }

    @Test
    void everybodyWhoMayHaveItGetsTheSameBytesAtAnyTime() {
        byte[] first = bundle("monitor", REDACTED);
        for (String person : List.of(
                "monitor", "data-manager", "sponsor", "administrator", "statistician", "safety-board", "inspector")) {
            assertThat(bundle(person, REDACTED)).as(person).isEqualTo(first);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "coordinator@01",
                "investigator@01",
                "implanter@01",
                "reader-1",
            })
    void aRoleWithoutTheQuestionIsRefused(String person) {
        QuerySide.Answer answer = server.as(person).get(REDACTED);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.problem()).isEqualTo("not-permitted");
        assertThat(answer.json().get("question").stringValue()).isEqualTo("redacted-bundle");
    }

    @Test
    void nobodyAndAnotherStudyGetNothing() {
        assertThat(server.asNobody().get(REDACTED).status()).isEqualTo(401);
        assertThat(server.as("monitor")
                        .at("/api/v1/studies/OTHER/bundle/redacted", Map.of())
                        .problem())
                .isEqualTo("no-such-study");
        assertThat(server.as("monitor").get("/bundle").status()).isEqualTo(403);
    }

    @Test
    void saysWhatItIsAndHowFarItGoes() {
        QuerySide.Answer answer = server.as("sponsor").get(REDACTED);
        assertThat(answer.header("content-type")).isEqualTo("application/zip");
        assertThat(answer.header("content-disposition")).contains("HOT-CRT-" + signed + "-redacted.zip");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(answer.header("vary")).contains("Authorization");
        assertThat(answer.position()).isEqualTo(signed);
    }

    @Test
    void anEarlierMomentGivesTheNewestCheckpointThatCoversNothingLater() throws Exception {
        Path file = Files.write(directory.resolve("early.zip"), bundle("monitor", REDACTED + "?asOf=" + (signed - 1)));
        BundleReport report = verify(file);
        assertThat(report.findings()).isEmpty();
        assertThat(report.lines()).isEqualTo(early);
        assertThat(report.withheld()).isEqualTo(1);
        assertThat(report.protocols()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 404, no-checkpoint", "x, 400, malformed-as-of", "100000, 400, beyond-the-record"})
    void aMomentThatThereIsNoneOfIsAProblem(String asOf, int status, String problem) {
        for (String path : List.of(REDACTED, "/bundle")) {
            QuerySide.Answer answer = server.as("inspector").get(path + "?asOf=" + asOf);
            assertThat(answer.problem()).isEqualTo(problem);
            assertThat(answer.status()).isEqualTo(status);
        }
    }
}
