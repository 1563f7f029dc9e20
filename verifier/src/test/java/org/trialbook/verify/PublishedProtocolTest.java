package org.trialbook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.ledger.BundleReport;
import org.trialbook.ledger.Finding;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.Progress;
import org.trialbook.ledger.TrustAnchors;
import org.trialbook.verify.attack.OpenedBundle;

/// What a protocol was published with, and its file for reading: nothing but the event is signed.
class PublishedProtocolTest {

    private static final String FILE = "protocols/1.0.yaml";
    private static final String PUBLISHED = "ProtocolPublished";

    @TempDir
    private Path directory;

    private final NoteSigner key = OpenedBundle.newKey();
    private final ToldRecord record = new ToldRecord(key);

    PublishedProtocolTest() throws IOException {}

    private List<String> findings() throws Exception {
        return record.findings(directory.resolve("b.zip"));
    }

    @Test
    void theFileIsWhatWasPublished() throws Exception {
        assertThat(findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"study: HOT-CRT\r\n", "study: HOT-CRT", "", "study: HOT-CRT\narms: []\n"})
    void theFileSaysSomethingElseAndTheManifestFitsIt(String other) throws Exception {
        record.bundle.put(FILE, other);
        assertThat(findings()).containsExactly("protocol-disagrees");
    }

    @Test
    void theFileIsLeftOut() throws Exception {
        record.bundle.files.remove(FILE);
        assertThat(findings()).containsExactly("missing-entry");
    }

    @Test
    void aFileWasNeverPublished() throws Exception {
        record.bundle.put("protocols/2.0.yaml", OpenedBundle.PROTOCOL);
        assertThat(findings()).containsExactly("superfluous-entry");
    }

    @Test
    void thePublicationIsWithheldAndItsFileIsShown() throws Exception {
        record.withholds(0);
        assertThat(findings()).containsExactly("superfluous-entry");
    }

    @Test
    void aVersionIsPublishedTwiceAndTheLastOneCounts() throws Exception {
        record.says(6, PUBLISHED, OpenedBundle.published("1.0", "arms: []\n"));
        assertThat(findings()).containsExactly("protocol-disagrees");

        record.bundle.put(FILE, "arms: []\n");
        assertThat(findings()).isEmpty();
    }

    @Test
    void aPracticeStudyNeverBecomesARealOne() throws Exception {
        String practice = "study: HOT-CRT\npractice: true\n";
        record.says(0, PUBLISHED, OpenedBundle.published("1.0", practice));
        record.bundle.put(FILE, practice);
        assertThat(findings()).isEmpty();
        BundleReport report = RecordVerification.ofBundle(
                directory.resolve("b.zip"), TrustAnchors.in(key.verifier()), Progress.UNTOLD);
        assertThat(report.practice()).isTrue();

        record.says(6, PUBLISHED, OpenedBundle.published("2.0", "study: HOT-CRT\n"));
        record.bundle.put("protocols/2.0.yaml", "study: HOT-CRT\n");
        assertThat(findings()).containsExactly("changed-practice@6");
    }

    @Test
    void aRealStudyIsNotSaidToBeForPractice() throws Exception {
        assertThat(findings()).isEmpty();
        BundleReport report = RecordVerification.ofBundle(
                directory.resolve("b.zip"), TrustAnchors.in(key.verifier()), Progress.UNTOLD);
        assertThat(report.practice()).isFalse();
    }

    @Test
    void anAmendmentHasAFileOfItsOwn() throws Exception {
        record.says(6, PUBLISHED, OpenedBundle.published("2.0", "arms: []\n"));
        assertThat(findings()).containsExactly("missing-entry");

        record.bundle.put("protocols/2.0.yaml", "arms: []\n");
        assertThat(findings()).isEmpty();
    }

    @Test
    void aLongVersionIsNamedByItselfAsEarlierReleasesDid() throws Exception {
        String version = "v" + "1".repeat(70);
        record.says(6, PUBLISHED, OpenedBundle.published(version, "arms: []\n"));
        record.bundle.put("protocols/" + version + ".yaml", "arms: []\n");
        assertThat(findings()).isEmpty();

        record.bundle.put("protocols/" + version + ".yaml", "arms: [A]\n");
        assertThat(findings()).containsExactly("protocol-disagrees");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000", "", "C3782D2B9752FB7E23C82B53F7921BE5A779BAFACBC9BF8014712B1E9F318414"})
    void theHashIsNotThatOfTheContent(String hash) throws Exception {
        record.says(
                0,
                PUBLISHED,
                OpenedBundle.published("1.0", OpenedBundle.PROTOCOL)
                        .replaceFirst("\"contentHash\":\"[0-9a-f]+\"", "\"contentHash\":\"" + hash + "\""));
        assertThat(findings()).containsExactly("wrong-content-hash@0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "1",
                "[]",
                "{}",
                "\"\"",
                "{\"study\":null,\"protocolVersion\":\"2\",\"contentHash\":\"\",\"content\":\"\",\"seedCommitment\":\"\"}",
                "{\"study\":\"HOT-CRT\",\"protocolVersion\":2,\"contentHash\":\"\",\"content\":\"\",\"seedCommitment\":\"\"}",
                "{\"study\":\"\",\"protocolVersion\":\"2\",\"contentHash\":\"\",\"content\":\"\",\"seedCommitment\":\"\",\"x\":\"\"}"
            })
    void thePayloadIsNotAsThePageSaysAndPublishesNothing(String payload) throws Exception {
        record.says(5, PUBLISHED, payload);
        assertThat(findings()).containsExactly("unreadable-event@5");

        CommandLineRun run = CommandLineRun.of(
                "verify",
                directory.resolve("b.zip").toString(),
                "--key",
                key.verifier().toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("first bad position #5")
                .contains("trialbook.ProtocolPublished can't be interpreted: its payload has to be an object")
                .doesNotContain("null")
                .doesNotContain("org.trialbook")
                .doesNotContain("java.")
                .doesNotContain("tools.jackson");
    }

    @Test
    void nothingIsKnownOfAnotherVersionOfTheEvent() throws Exception {
        String published = OpenedBundle.published("2", "arms: []\n").replace(",\"seedCommitment\":\"\"", "");
        record.bundle.say(5, "trialbook.ProtocolPublished", "5", "HOT-CRT", published);
        assertThat(findings()).containsExactly("unreadable-event@5");
    }

    @Test
    void version2PublishesWithoutACommitment() throws Exception {
        String published = OpenedBundle.published("2", "arms: []\n").replace(",\"seedCommitment\":\"\"", "");
        record.bundle.say(5, "trialbook.ProtocolPublished", "2", "HOT-CRT", published);
        assertThat(findings()).containsExactly("missing-entry");

        record.bundle.put("protocols/2.yaml", "arms: []\n");
        assertThat(findings()).isEmpty();

        record.bundle.say(5, "trialbook.ProtocolPublished", "2", "HOT-CRT", OpenedBundle.published("2", "arms: []\n"));
        assertThat(findings()).contains("unreadable-event@5");
    }

    @Test
    void whereNotAllLinesAreReadNoFileIsBlamed() throws Exception {
        record.says(6, PUBLISHED, OpenedBundle.published("2.0", "arms: []\n"));
        for (int i = 0; i < 1_000; i++) {
            record.bundle.lines.add(1, "x");
        }
        BundleReport report = RecordVerification.ofBundle(
                record.bundle.writeTo(directory.resolve("b.zip")), TrustAnchors.in(key.verifier()), Progress.UNTOLD);

        assertThat(report.complete()).isFalse();
        assertThat(report.findings())
                .extracting(Finding::code)
                .contains("unreadable-line")
                .doesNotContain("missing-entry", "superfluous-entry", "protocol-disagrees");
    }
}
