package org.trialbook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.verify.attack.OpenedBundle;
import org.trialbook.verify.attack.ServedLog;
import org.trialbook.verify.attack.ServerAttack;

class ServerUnderAttackTest {

    static final List<ServerAttack> ATTACKS = ServerAttack.ALL;

    @TempDir
    private Path directory;

    private final NoteSigner key = OpenedBundle.newKey();

    private CommandLineRun verify(ServedLog log, Path since, String... more) {
        List<String> args = new java.util.ArrayList<>(
                List.of("verify", log.address(), "--key", key.verifier().toString(), "--since", since.toString()));
        args.addAll(List.of(more));
        return CommandLineRun.of(args.toArray(String[]::new));
    }

    private Path keptCheckpoint(OpenedBundle bundle) throws Exception {
        return Files.write(directory.resolve("kept"), java.util.Objects.requireNonNull(bundle.files.get("checkpoint")));
    }

    @ParameterizedTest
    @FieldSource("ATTACKS")
    void isAnsweredWithItsOwnFinding(ServerAttack attack) throws Exception {
        try (ServedLog log = new ServedLog(OpenedBundle.sound(key, ServerAttack.EVENTS))) {
            Path since = keptCheckpoint(log.bundle);
            attack.on(log, key);
            CommandLineRun run = verify(log, since, "--json");
            assertThat(run.err()).isEmpty();
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out())
                    .contains("{\"code\":\"" + attack.answeredWith() + "\",\"position\":" + attack.answeredAt() + ",");
            assertThat(verify(log, since).out()).contains(" is NOT sound: ");
        }
    }

    @Test
    void leftAloneTheSameServerIsSound() throws Exception {
        try (ServedLog log = new ServedLog(OpenedBundle.sound(key, ServerAttack.EVENTS))) {
            CommandLineRun run = verify(log, keptCheckpoint(log.bundle));
            assertThat(run.err()).isEmpty();
            assertThat(run.out())
                    .contains("server     " + log.address() + ", log example.org/hot-crt")
                    .contains("300 events in ")
                    .contains("signed by " + key.verifier() + ": the pinned key")
                    .doesNotContain("caution");
            assertThat(run.exitCode()).isZero();
            assertThat(log.asked)
                    .containsExactlyInAnyOrder(
                            "/checkpoint",
                            "/tile/0/000",
                            "/tile/0/001.p/44",
                            "/tile/entries/000",
                            "/tile/entries/001.p/44");
        }
    }

    @Test
    void aLogThatHasGrownSinceIsSound() throws Exception {
        try (ServedLog log = new ServedLog(OpenedBundle.sound(key, ServerAttack.EVENTS))) {
            Path kept = Files.write(
                    directory.resolve("kept"), java.util.Objects.requireNonNull(log.bundle.files.get("checkpoints/8")));
            assertThat(verify(log, kept).exitCode()).isZero();
        }
    }

    @Test
    void aMomentaryFailureIsAskedAgainAndALastingOneIsUnreadable() throws Exception {
        try (ServedLog log = new ServedLog(OpenedBundle.sound(key))) {
            Path since = keptCheckpoint(log.bundle);
            log.failures = 2;
            assertThat(verify(log, since).exitCode()).isZero();
            log.failures = 100;
            CommandLineRun run = verify(log, since);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("/checkpoint answers 503");
        }
    }

    @Test
    void aServerThatAsksForATokenGetsTheOneInTheFile() throws Exception {
        try (ServedLog log = new ServedLog(OpenedBundle.sound(key))) {
            Path since = keptCheckpoint(log.bundle);
            log.token = "abc.def";
            assertThat(verify(log, since).exitCode()).isEqualTo(2);
            Path token = Files.writeString(directory.resolve("token"), "abc.def\n");
            assertThat(verify(log, since, "--token-file", token.toString()).exitCode())
                    .isZero();
        }
    }

    @Test
    void aServerIsAskedOnlyWithAKeyAndOnlyOverHttpsUnlessItIsOnThisMachine() {
        CommandLineRun keyless = CommandLineRun.of("verify", "https://127.0.0.1:1");
        assertThat(keyless.exitCode()).isEqualTo(2);
        assertThat(keyless.err()).contains("a server hands out no key");
        for (String address : List.of("http://192.0.2.1/", "http://localhost.example.org", "https://x?y", "http://")) {
            CommandLineRun run =
                    CommandLineRun.of("verify", address, "--key", key.verifier().toString());
            assertThat(run.exitCode()).as(address).isEqualTo(2);
            assertThat(run.err()).as(address).containsAnyOf("without https", "not the address", "Expected");
        }
        CommandLineRun nobody = CommandLineRun.of(
                "verify", "http://127.0.0.1:1", "--key", key.verifier().toString());
        assertThat(nobody.exitCode()).isEqualTo(2);
        assertThat(nobody.err()).contains("can't be had");
    }
}
