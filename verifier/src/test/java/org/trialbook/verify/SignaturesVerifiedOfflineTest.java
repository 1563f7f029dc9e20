package org.trialbook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.event.CasebookEvent.FormsSigned;
import org.trialbook.event.Correction;
import org.trialbook.event.CorrectionEvent.EnteredInError;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTypes;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.FormInstance;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SignatureMeaning;
import org.trialbook.event.SignedForm;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectEvent.ConsentSigned;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.BundleReport;
import org.trialbook.ledger.BundleWriter;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.MerkleTree;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.Progress;
import org.trialbook.ledger.Sha256;
import org.trialbook.ledger.TrustAnchors;
import org.trialbook.verify.signatures.SignatureCheck;

/// A signature that is not of the events that it names, in a record whose lines, tree and signature are in
/// order: whoever holds the log's key could have written it.
class SignaturesVerifiedOfflineTest {
    private static final NoteSigner KEY = NoteSigner.generate("example.org/hot-crt", new SecureRandom());
    private static final StudyId STUDY = new StudyId("HOT-CRT");
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final String ANNA = "01-001";
    private static final String BERTA = "01-002";

    @TempDir
    private Path directory;

    private final List<byte[]> lines = new ArrayList<>();

    // ---- a record

    private String add(TrialEvent event) {
        EventTypes.StoredName stored = EventTypes.nameOf(event.getClass());
        lines.add(new EventLine(
                        lines.size(),
                        "event-" + lines.size(),
                        stored.qualified(),
                        stored.version(),
                        STUDY.value(),
                        List.of(),
                        START.plusSeconds(lines.size()),
                        null,
                        null,
                        null,
                        null,
                        new TreeMap<>(),
                        EventJson.write(event))
                .format());
        return Sha256.leaf(lines.getLast()).hex();
    }

    private String recorded(String subject, String form) {
        return add(new AssessmentRecorded(
                STUDY,
                new SubjectId(subject),
                new SiteId("01"),
                "month-3",
                form,
                LocalDate.of(2026, 6, 8),
                Map.of("class", ItemValue.of("II")),
                null));
    }

    private String corrected(String subject, String form) {
        return add(new ValueCorrected(
                STUDY,
                new SubjectId(subject),
                new SiteId("01"),
                "month-3",
                form,
                new Correction("class", ItemValue.of("II"), ItemValue.of("III"), "as the letter says"),
                null));
    }

    private void signed(String subject, String form, String... leaves) {
        add(new FormsSigned(
                STUDY,
                new SubjectId(subject),
                new SiteId("01"),
                SignatureMeaning.APPROVAL,
                List.of(SignedForm.of(new FormInstance("month-3", form, null), List.of(leaves)))));
    }

    private Path bundle(@Nullable String withheld) throws Exception {
        MerkleTree tree = new MerkleTree();
        lines.forEach(line -> tree.append(Sha256.leaf(line)));
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        BundleWriter.Contents contents = new BundleWriter.Contents(
                STUDY.value(),
                START.plusSeconds(1_000),
                new Checkpoint("example.org/hot-crt", tree.size(), tree.root(tree.size())).sign(KEY),
                KEY.verifier(),
                List.of(),
                new TreeMap<>());
        if (withheld == null) {
            BundleWriter.write(zip, contents, lines.iterator());
        } else {
            BundleWriter.writeRedacted(
                    zip,
                    contents,
                    lines.iterator(),
                    line -> new String(line, StandardCharsets.UTF_8).contains(withheld));
        }
        return Files.write(directory.resolve("bundle.zip"), zip.toByteArray());
    }

    private List<String> findings() throws Exception {
        return findings(null);
    }

    private List<String> findings(@Nullable String withheld) throws Exception {
        Path bundle = bundle(withheld);
        BundleReport report = RecordVerification.ofBundle(bundle, TrustAnchors.in(KEY.verifier()), Progress.UNTOLD);
        assertThat(report.sound()).isTrue();
        return SignatureCheck.of(bundle, report.manifest()).findings().stream()
                .map(finding -> finding.code() + "@" + finding.position())
                .toList();
    }

    // ---- what is found

    @Test
    void aSignatureOfAllThatAFormIsMadeOfIsInOrderAndStaysSoWhenTheFormChanges() throws Exception {
        String recorded = recorded(ANNA, "nyha");
        String corrected = corrected(ANNA, "nyha");
        signed(ANNA, "nyha", corrected, recorded);
        String again = corrected(ANNA, "nyha");
        signed(ANNA, "nyha", again, corrected, recorded);
        assertThat(findings()).isEmpty();
    }

    @Test
    void itIsMovedToAnotherForm() throws Exception {
        String nyha = recorded(ANNA, "nyha");
        recorded(ANNA, "ecg");
        signed(ANNA, "ecg", nyha);
        assertThat(findings()).containsExactly("signed-for-another-form@2");
    }

    @Test
    void itIsReplayedForAnotherSubject() throws Exception {
        String anna = recorded(ANNA, "nyha");
        recorded(BERTA, "nyha");
        signed(ANNA, "nyha", anna);
        signed(BERTA, "nyha", anna);
        assertThat(findings()).containsExactly("signed-for-another-subject@3");
    }

    @Test
    void itIsReplayedForTheSame() throws Exception {
        String nyha = recorded(ANNA, "nyha");
        signed(ANNA, "nyha", nyha);
        signed(ANNA, "nyha", nyha);
        assertThat(findings()).containsExactly("signature-repeated@2");
    }

    @Test
    void itIsReplayedAfterACorrection() throws Exception {
        String nyha = recorded(ANNA, "nyha");
        signed(ANNA, "nyha", nyha);
        corrected(ANNA, "nyha");
        signed(ANNA, "nyha", nyha);
        assertThat(findings()).containsExactly("signature-incomplete@3", "signature-repeated@3");
    }

    @Test
    void whatIsRecordedInThePlaceOfAnErrorIsSignedWithoutIt() throws Exception {
        String error = recorded(ANNA, "nyha");
        signed(ANNA, "nyha", error);
        add(new EnteredInError(
                STUDY, new SubjectId(ANNA), new SiteId("01"), "month-3", "nyha", null, "another's letter", null));
        String again = recorded(ANNA, "nyha");
        signed(ANNA, "nyha", again);
        assertThat(findings()).isEmpty();
        signed(ANNA, "nyha", again, error);
        assertThat(findings()).containsExactly("signed-event-missing@5");
    }

    @Test
    void oneOfItsLeavesIsChanged() throws Exception {
        String nyha = recorded(ANNA, "nyha");
        signed(ANNA, "nyha", (nyha.charAt(0) == '0' ? '1' : '0') + nyha.substring(1));
        assertThat(findings()).containsExactly("signed-leaf-differs@1");
    }

    @Test
    void whatWasSignedIsChangedAfterwards() throws Exception {
        String nyha = recorded(ANNA, "nyha");
        signed(ANNA, "nyha", nyha);
        byte[] changed = new String(lines.getFirst(), StandardCharsets.UTF_8)
                .replace("\"II\"", "\"IV\"")
                .getBytes(StandardCharsets.UTF_8);
        lines.set(0, changed);
        assertThat(findings()).containsExactly("signed-leaf-differs@1");
    }

    @Test
    void anEventThatWasSignedIsGone() throws Exception {
        String recorded = recorded(ANNA, "nyha");
        String corrected = corrected(ANNA, "nyha");
        lines.removeLast();
        signed(ANNA, "nyha", recorded, corrected);
        assertThat(findings()).containsExactly("signed-event-missing@1");
    }

    @Test
    void aRedactedBundleIsCheckedToo() throws Exception {
        String nyha = recorded(ANNA, "nyha");
        add(new ConsentSigned(STUDY, new SubjectId(ANNA), new SiteId("01"), LocalDate.of(2026, 3, 3), "2.1"));
        signed(ANNA, "nyha", nyha);
        signed(BERTA, "nyha", nyha);
        assertThat(findings("ConsentSigned")).containsExactly("signed-for-another-subject@3");
    }

    @Test
    void theCommandSaysSo() throws Exception {
        String nyha = recorded(ANNA, "nyha");
        signed(ANNA, "nyha", nyha);
        assertThat(run()).isEqualTo("0 signatures: each of 1 is of the events that it names, under 1 forms");
        signed(BERTA, "nyha", nyha);
        assertThat(run()).startsWith("1   #2       signed-for-another-subject 01-002 month-3/nyha: ");
    }

    private String run() throws Exception {
        CommandLineRun run = CommandLineRun.of(
                "verify", bundle(null).toString(), "--key", KEY.verifier().toString(), "--signatures");
        return run.exitCode() + " " + run.out().lines().toList().getLast();
    }
}
