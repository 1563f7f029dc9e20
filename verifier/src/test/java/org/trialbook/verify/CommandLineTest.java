package org.trialbook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.ledger.KeyRotation;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.verify.attack.OpenedBundle;

class CommandLineTest {

    @TempDir
    private Path directory;

    private final NoteSigner key = OpenedBundle.newKey();
    private Path bundle = Path.of("unset");
    private String root = "unset";

    @BeforeEach
    void writeASoundBundle() throws Exception {
        OpenedBundle opened = OpenedBundle.sound(key);
        root = opened.root(OpenedBundle.EVENTS).base64();
        bundle = opened.writeTo(directory.resolve("bundle.zip"));
    }

    @Test
    void aSoundBundleIsProvedInSentencesWithNumbers() {
        CommandLineRun run = CommandLineRun.of(
                "verify", bundle.toString(), "--key", key.verifier().toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("study HOT-CRT, log example.org/hot-crt, made 2026-11-21T11:00:00Z")
                .contains("12 events in ")
                .contains("positions 0 to 11 without a gap")
                .contains("recorded from 2026-11-21T10:00:00Z to 2026-11-21T10:00:11Z, never going back")
                .contains("signed by " + key.verifier() + ": the pinned key")
                .contains("2 earlier checkpoints are beginnings of the same tree")
                .contains("all 7 have the SHA-256 that the manifest states, 1 of them study protocols")
                .doesNotContain("caution");
        assertThat(run.out().lines().toList().getLast()).isEqualTo("verified to #11, root " + root);
    }

    @Test
    void theKeyMayStandInAFile() throws Exception {
        Path file = Files.writeString(directory.resolve("log.vkey"), key.verifier() + "\n");
        CommandLineRun run = CommandLineRun.of("verify", bundle.toString(), "--key", file.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("the pinned key");
    }

    @Test
    void withoutAKeyTheOneInTheBundleIsBelievedAndThatIsSaid() {
        CommandLineRun run = CommandLineRun.of("verify", bundle.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("key taken from the bundle, not pinned").contains("caution");
    }

    @Test
    void anotherKeyThanTheLogsIsAFinding() {
        CommandLineRun run = CommandLineRun.of(
                "verify",
                bundle.toString(),
                "--key",
                OpenedBundle.newKey().verifier().toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("foreign-key")
                .contains("untrusted-checkpoint")
                .contains("no position is bad, but the record is not as it has to be");
    }

    @Test
    void aChangeOfTheKeyIsToldAndWhatALaterKeyProves() throws Exception {
        NoteSigner second = OpenedBundle.newKey();
        OpenedBundle opened = OpenedBundle.sound(key);
        opened.rotate(5, KeyRotation.sign(key, second).payload());
        opened.hashAgain();
        opened.sign(8, second);
        opened.sign(OpenedBundle.EVENTS, second);
        Path rotated = opened.writeTo(directory.resolve("rotated.zip"));
        CommandLineRun first = CommandLineRun.of(
                "verify", rotated.toString(), "--key", key.verifier().toString());
        assertThat(first.exitCode()).isZero();
        assertThat(first.out())
                .contains("signed by " + second.verifier() + ": to which the pinned key was handed over")
                .contains("key change with #5 to " + second.verifier() + ", signed by its predecessor")
                .doesNotContain("caution");
        CommandLineRun later = CommandLineRun.of(
                "verify", rotated.toString(), "--key", second.verifier().toString());
        assertThat(later.exitCode()).isZero();
        assertThat(later.out())
                .contains("signed by " + second.verifier() + ": the pinned key")
                .contains("caution    the pinned key is in force from #5 on");
        assertThat(CommandLineRun.of(
                                "verify",
                                "--json",
                                rotated.toString(),
                                "--key",
                                second.verifier().toString())
                        .out())
                .contains("\"pinnedFrom\":6,\"keys\":[{\"key\":\"" + key.verifier() + "\",\"fromSize\":0},{\"key\":\""
                        + second.verifier() + "\",\"fromSize\":6}]");
        CommandLineRun proof = CommandLineRun.of(
                "inclusion",
                rotated.toString(),
                "--position",
                "7",
                "--key",
                key.verifier().toString());
        assertThat(proof.exitCode()).isZero();
        assertThat(proof.out()).contains("signed at size 12 by " + second.verifier());
    }

    @Test
    void aScriptGetsOneLineOfJson() throws Exception {
        CommandLineRun sound = CommandLineRun.of(
                "verify", "--json", bundle.toString(), "--key", key.verifier().toString());
        assertThat(sound.exitCode()).isZero();
        assertThat(sound.out().strip())
                .isEqualTo("{\"sound\":true,\"complete\":true,\"firstBadPosition\":null,\"study\":\"HOT-CRT\","
                        + "\"practice\":false,\"origin\":\"example.org/hot-crt\",\"size\":12,\"root\":\"" + root
                        + "\",\"lines\":12,\"withheld\":0,\"key\":\""
                        + key.verifier() + "\",\"pinned\":true,\"pinnedFrom\":0,\"keys\":[{\"key\":\"" + key.verifier()
                        + "\",\"fromSize\":0}],\"cosignatures\":[],\"findings\":[]}");

        OpenedBundle opened = OpenedBundle.sound(key);
        opened.lines.remove(5);
        opened.put("junk", "x");
        Path broken = opened.writeTo(directory.resolve("broken.zip"));
        CommandLineRun run = CommandLineRun.of("verify", "--json", broken.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("\"sound\":false")
                .contains("\"firstBadPosition\":5")
                .contains("\"findings\":[{\"code\":\"wrong-position\",\"position\":5,\"evidence\":\"where position 5 is"
                        + " expected, the line says it is 6\"}")
                .contains("{\"code\":\"superfluous-entry\",\"position\":null,");
    }

    @Test
    void aNameThatWouldSteerTheTerminalIsDefused() throws Exception {
        OpenedBundle opened = OpenedBundle.sound(key);
        opened.put("\u001b[2Jgone\u202e", "x");
        CommandLineRun run = CommandLineRun.of(
                "verify", opened.writeTo(directory.resolve("b.zip")).toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("<001B>[2Jgone<202E>")
                .doesNotContain("\u001b")
                .doesNotContain("\u202e");
    }

    @Test
    void whatCannotBeReadAsABundleExitsWithTwo() throws Exception {
        Path garbage = Files.write(directory.resolve("garbage.zip"), new byte[] {1, 2, 3, 4});
        Path half =
                Files.write(directory.resolve("half.zip"), java.util.Arrays.copyOf(Files.readAllBytes(bundle), 300));
        Path empty = Files.createFile(directory.resolve("empty.zip"));
        for (Path file : List.of(garbage, half, empty, directory, directory.resolve("missing.zip"))) {
            CommandLineRun run = CommandLineRun.of("verify", file.toString());
            assertThat(run.exitCode()).as("%s", file).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains(file.toString());
        }
    }

    @Test
    void misuseExitsWithTwoAndSaysHowToUseIt() throws Exception {
        Path noKey = Files.writeString(directory.resolve("no.vkey"), "hello");
        for (List<String> args : List.of(
                List.<String>of(),
                List.of("verify"),
                List.of("prove", "x"),
                List.of("verify", "a", "b"),
                List.of("verify", bundle.toString(), "--key"),
                List.of("verify", bundle.toString(), "--key", "nonsense"),
                List.of("verify", bundle.toString(), "--key", noKey.toString()),
                List.of("verify", bundle.toString(), "--xml"))) {
            CommandLineRun run = CommandLineRun.of(args.toArray(String[]::new));
            assertThat(run.exitCode()).as("%s", args).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).as("%s", args).containsAnyOf("Usage: trialbook", "Did you mean: trialbook verify?");
        }
    }

    @Test
    void helpTellsTheExitCodes() {
        CommandLineRun run = CommandLineRun.of("verify", "--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("--key")
                .contains("0   the record is sound")
                .contains("1   it is not");
        assertThat(CommandLineRun.of("--help").exitCode()).isZero();
    }
}
