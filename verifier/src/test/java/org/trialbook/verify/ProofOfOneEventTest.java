package org.trialbook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.Cosignature;
import org.trialbook.ledger.KeyType;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.SignedNote;
import org.trialbook.verify.attack.OpenedBundle;

class ProofOfOneEventTest {

    @TempDir
    private Path directory;

    private final NoteSigner key = OpenedBundle.newKey();
    private final NoteSigner witness = NoteSigner.generate("site.example.org", KeyType.WITNESS, new SecureRandom());

    private CommandLineRun run(String... args) {
        String[] all = java.util.Arrays.copyOf(args, args.length + 2);
        all[args.length] = "--key";
        all[args.length + 1] = key.verifier().toString();
        return CommandLineRun.of(all);
    }

    private OpenedBundle cosigned() throws Exception {
        OpenedBundle bundle = OpenedBundle.sound(key);
        SignedNote note = SignedNote.parse(Objects.requireNonNull(bundle.files.get("checkpoint")));
        Cosignature cosignature =
                Cosignature.sign(Checkpoint.parseBody(note.text()), witness, Instant.parse("2026-11-21T12:00:00Z"));
        bundle.files.put(
                "checkpoint", note.with(List.of(cosignature.signature())).format());
        return bundle;
    }

    /// The part of what was printed that is the proof.
    private Path proofIn(CommandLineRun run, String name) throws Exception {
        String out = run.out();
        return Files.writeString(directory.resolve(name), out.substring(0, out.lastIndexOf("\n\nthe event") + 1));
    }

    @Test
    void isPrintedOutOfABundleAndCheckedWithoutIt() throws Exception {
        OpenedBundle bundle = cosigned();
        Path zip = bundle.writeTo(directory.resolve("b.zip"));
        for (int i = 0; i < OpenedBundle.EVENTS; i++) {
            CommandLineRun printed = run("inclusion", zip.toString(), "--position", String.valueOf(i));
            assertThat(printed.exitCode()).isZero();
            Path proof = proofIn(printed, i + ".tlog-proof");
            Path line = Files.writeString(directory.resolve(i + ".line"), bundle.lines.get(i) + "\n");
            CommandLineRun checked = run(
                    "inclusion",
                    proof.toString(),
                    "--line",
                    line.toString(),
                    "--witness",
                    witness.verifier().toString());
            assertThat(checked.err()).isEmpty();
            assertThat(checked.exitCode()).isZero();
            assertThat(checked.out())
                    .contains("the event stands at #" + i + " of the log example.org/hot-crt, signed at size 12 by "
                            + key.verifier())
                    .contains("cosigned by " + witness.verifier() + " at 2026-11-21T12:00:00Z");
        }
    }

    @Test
    void doesNotProveAnotherLineNorAnotherPosition() throws Exception {
        OpenedBundle bundle = cosigned();
        Path zip = bundle.writeTo(directory.resolve("b.zip"));
        Path proof = proofIn(run("inclusion", zip.toString(), "--position", "5"), "p");
        Path other =
                Files.writeString(directory.resolve("line"), bundle.lines.get(5).replace("A Nurse", "B Nurse"));
        CommandLineRun changed = run("inclusion", proof.toString(), "--line", other.toString(), "--json");
        assertThat(changed.exitCode()).isEqualTo(1);
        assertThat(changed.out()).contains("\"findings\":[{\"code\":\"not-included\",\"position\":5,");
        Files.writeString(other, bundle.lines.get(6));
        CommandLineRun moved = run("inclusion", proof.toString(), "--line", other.toString());
        assertThat(moved.exitCode()).isEqualTo(1);
        assertThat(moved.out()).contains("wrong-position").contains("not-included");
    }

    @Test
    void isBelievedOnlyUnderTheLogsKeyAndWithEnoughWitnesses() throws Exception {
        OpenedBundle bundle = cosigned();
        Path zip = bundle.writeTo(directory.resolve("b.zip"));
        Path proof = proofIn(run("inclusion", zip.toString(), "--position", "5"), "p");
        Path line = Files.writeString(directory.resolve("line"), bundle.lines.get(5));
        String stranger = OpenedBundle.newKey().verifier().toString();
        CommandLineRun foreign =
                CommandLineRun.of("inclusion", proof.toString(), "--line", line.toString(), "--key", stranger);
        assertThat(foreign.exitCode()).isEqualTo(1);
        assertThat(foreign.out()).contains("untrusted-checkpoint");
        String other = NoteSigner.generate("other.example.org", KeyType.WITNESS, new SecureRandom())
                .verifier()
                .toString();
        String[] both = {"--witness", witness.verifier().toString(), "--witness", other};
        for (String[] what : List.of(
                new String[] {"inclusion", proof.toString(), "--line", line.toString()},
                new String[] {"inclusion", zip.toString(), "--position", "5"},
                new String[] {"verify", zip.toString()})) {
            assertThat(run(joined(what, both)).out()).contains("too-few-witnesses");
            assertThat(run(joined(what, both)).exitCode()).isEqualTo(1);
            assertThat(run(joined(joined(what, both), "--quorum", "1")).exitCode())
                    .isZero();
            assertThat(run(joined(joined(what, both), "--quorum", "3")).exitCode())
                    .isEqualTo(2);
        }
        assertThat(run(joined(new String[] {"verify", zip.toString()}, both[0], both[1]))
                        .out())
                .contains("witness    cosigned at 2026-11-21T12:00:00Z by " + witness.verifier());
    }

    private static String[] joined(String[] some, String... more) {
        String[] all = java.util.Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    @Test
    void outOfABundleThatIsNotSoundProvesNothing() throws Exception {
        OpenedBundle bundle = OpenedBundle.sound(key);
        bundle.rewrite(3, "A Nurse", "B Nurse");
        Path zip = bundle.writeTo(directory.resolve("b.zip"));
        CommandLineRun run = run("inclusion", zip.toString(), "--position", "5");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("changed-line").contains("NOT proved");
        assertThat(run("inclusion", zip.toString(), "--position", "12").exitCode())
                .isEqualTo(2);
        assertThat(run("inclusion", zip.toString()).exitCode()).isEqualTo(2);
        Path garbage = Files.writeString(directory.resolve("garbage"), "hello");
        assertThat(run("inclusion", garbage.toString(), "--line", garbage.toString())
                        .exitCode())
                .isEqualTo(2);
        assertThat(run("inclusion", garbage.toString(), "--position", "1").exitCode())
                .isEqualTo(2);
    }
}
