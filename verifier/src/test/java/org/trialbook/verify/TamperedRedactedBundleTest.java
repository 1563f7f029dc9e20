package org.trialbook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.trialbook.ledger.BundleReport;
import org.trialbook.ledger.KeyRotation;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.Progress;
import org.trialbook.ledger.TrustAnchors;
import org.trialbook.verify.attack.OpenedBundle;
import org.trialbook.verify.attack.RedactedAttack;

class TamperedRedactedBundleTest {

    static final List<RedactedAttack> ATTACKS = RedactedAttack.ALL;

    @TempDir
    private Path directory;

    private final NoteSigner key = OpenedBundle.newKey();

    @ParameterizedTest
    @FieldSource("ATTACKS")
    void isRefusedAndTheFirstBadPositionNamed(RedactedAttack attack) throws Exception {
        OpenedBundle bundle = OpenedBundle.redacted(key);
        attack.on(bundle, key);
        Path file = bundle.writeTo(directory.resolve("bundle.zip"));

        BundleReport report = RecordVerification.ofBundle(file, TrustAnchors.in(key.verifier()), Progress.UNTOLD);
        assertThat(report.findings())
                .anyMatch(finding -> finding.code().equals(attack.answeredWith())
                        && finding.position().equals(attack.answeredAt()));
        assertThat(report.firstBadPosition()).isEqualTo(attack.firstBadPosition());

        CommandLineRun run = CommandLineRun.of(
                "verify", file.toString(), "--key", key.verifier().toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains(" is NOT sound: ").contains(" " + attack.answeredWith() + " ");
    }

    @Test
    void untouchedTheSameBundleIsSound() throws Exception {
        Path file = OpenedBundle.redacted(key).writeTo(directory.resolve("bundle.zip"));
        BundleReport report = RecordVerification.ofBundle(file, TrustAnchors.in(key.verifier()), Progress.UNTOLD);
        assertThat(report.findings()).isEmpty();
        assertThat(report.withheld()).isEqualTo(4);
    }

    @Test
    void aRotationThatIsShownAmongWithheldEventsIsFollowed() throws Exception {
        NoteSigner next = OpenedBundle.newKey();
        OpenedBundle bundle = OpenedBundle.redacted(key);
        bundle.rotate(5, KeyRotation.sign(key, next).payload());
        bundle.hashAgain();
        bundle.sign(8, next);
        bundle.sign(12, next);
        Path file = bundle.writeTo(directory.resolve("bundle.zip"));
        for (NoteSigner pinned : List.of(key, next)) {
            assertThat(RecordVerification.ofBundle(file, TrustAnchors.in(pinned.verifier()), Progress.UNTOLD)
                            .findings())
                    .isEmpty();
        }
    }

    @Test
    void aStrangersSignatureOnACompleteBundleIsNotSaidToComeFromAWithheldRotation() throws Exception {
        OpenedBundle bundle = OpenedBundle.sound(key);
        bundle.sign(12, OpenedBundle.newKey());
        Path file = bundle.writeTo(directory.resolve("bundle.zip"));
        assertThat(RecordVerification.ofBundle(file, TrustAnchors.in(key.verifier()), Progress.UNTOLD)
                        .findings())
                .extracting(finding -> finding.code())
                .containsExactly("untrusted-checkpoint");
    }
}
