package org.trialbook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.trialbook.ledger.BundleReport;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.Progress;
import org.trialbook.ledger.TrustAnchors;
import org.trialbook.verify.attack.Attack;
import org.trialbook.verify.attack.OpenedBundle;

class TamperedBundleTest {

    static final List<Attack> ATTACKS = Attack.ALL;

    @TempDir
    private Path directory;

    private final NoteSigner key = OpenedBundle.newKey();

    @ParameterizedTest
    @FieldSource("ATTACKS")
    void isRefusedAndTheFirstBadPositionNamed(Attack attack) throws Exception {
        OpenedBundle bundle = OpenedBundle.sound(key);
        attack.on(bundle);
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
        assertThat(run.out().lines().toList().getLast())
                .isEqualTo(
                        attack.firstBadPosition().isPresent()
                                ? "first bad position #"
                                        + attack.firstBadPosition().getAsLong()
                                : "no position is bad, but the record is not as it has to be");
    }

    @Test
    void untouchedTheSameBundleIsSound() throws Exception {
        Path file = OpenedBundle.sound(key).writeTo(directory.resolve("bundle.zip"));
        assertThat(RecordVerification.ofBundle(file, TrustAnchors.in(key.verifier()), Progress.UNTOLD)
                        .findings())
                .isEmpty();
    }

    @Test
    void withoutAPinnedKeyARewrittenRecordUnderAnotherKeyAgreesWithItselfAndThatIsSaid() throws Exception {
        OpenedBundle bundle = OpenedBundle.sound(key);
        Attack.ALL.stream()
                .filter(attack -> attack.answeredWith().equals("foreign-key"))
                .forEach(attack -> attack.on(bundle));
        Path file = bundle.writeTo(directory.resolve("bundle.zip"));
        CommandLineRun run = CommandLineRun.of("verify", file.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("key taken from the bundle, not pinned")
                .contains("without --key this proves that the bundle agrees with itself, not who made it");
    }
}
