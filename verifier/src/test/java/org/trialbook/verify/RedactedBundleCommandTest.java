package org.trialbook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.Cosignature;
import org.trialbook.ledger.KeyRotation;
import org.trialbook.ledger.KeyType;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.SignedNote;
import org.trialbook.verify.attack.OpenedBundle;

/// What a blinded auditor can do with a redacted bundle of the log of which an inspector has the complete one.
class RedactedBundleCommandTest {

    @TempDir
    private Path directory;

    private final NoteSigner key = OpenedBundle.newKey();
    private OpenedBundle opened = sound();
    private Path redacted = Path.of("unset");
    private Path complete = Path.of("unset");
    private Path kept = Path.of("unset");

    private OpenedBundle sound() {
        try {
            return OpenedBundle.redacted(key);
        } catch (java.io.IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @BeforeEach
    void writeBoth() throws Exception {
        redacted = opened.writeTo(directory.resolve("redacted.zip"));
        complete = OpenedBundle.sound(key).writeTo(directory.resolve("complete.zip"));
        kept = Files.write(directory.resolve("kept"), Objects.requireNonNull(opened.files.get("checkpoints/8")));
    }

    private CommandLineRun run(String... args) {
        String[] all = java.util.Arrays.copyOf(args, args.length + 2);
        all[args.length] = "--key";
        all[args.length + 1] = key.verifier().toString();
        return CommandLineRun.of(all);
    }

    @Test
    void itIsVerifiedToTheSameRootAndHowMuchIsWithheldIsSaid() {
        String root = opened.root(OpenedBundle.EVENTS).base64();
        CommandLineRun blinded = run("verify", redacted.toString());
        assertThat(blinded.err()).isEmpty();
        assertThat(blinded.exitCode()).isZero();
        assertThat(blinded.out())
                .contains("redacted.zip, redacted, study HOT-CRT")
                .contains("12 events in ")
                .contains("withheld   4 of these events: their leaf hashes are in the tree")
                .contains("every line that is shown has its leaf, and the 12 leaves give the signed root")
                .contains("2 earlier checkpoints are beginnings of the same tree");
        assertThat(blinded.out().lines().toList().getLast())
                .isEqualTo("verified to #11, root " + root + ", 4 withheld");
        assertThat(run("verify", complete.toString()).out().lines().toList().getLast())
                .isEqualTo("verified to #11, root " + root);
        assertThat(run("verify", redacted.toString(), "--json").out())
                .contains("\"sound\":true,\"complete\":true,")
                .contains("\"size\":12,\"root\":\"" + root + "\",\"lines\":12,\"withheld\":4,");
    }

    @Test
    void aBundleFromWhichNothingHadToBeWithheldIsStillCalledRedacted() throws Exception {
        OpenedBundle bundle = OpenedBundle.sound(key);
        bundle.redacted = true;
        CommandLineRun run =
                run("verify", bundle.writeTo(directory.resolve("b.zip")).toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("b.zip, redacted, study").doesNotContain("withheld");
    }

    @Test
    void aBundleFromWhichEverythingIsWithheldProvesItsTreeAlone() throws Exception {
        for (int i = 0; i < OpenedBundle.EVENTS; i++) {
            opened.withhold(i);
        }
        // Whoever may not see the event may not see its file.
        opened.files.remove("protocols/1.0.yaml");
        CommandLineRun run =
                run("verify", opened.writeTo(directory.resolve("b.zip")).toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("withheld   12 of these events").doesNotContain("null");
    }

    @Test
    void whatTheAuditorKeptAndWhoseWitnessesAreAskedForIsCheckedAsEver() throws Exception {
        NoteSigner witness = NoteSigner.generate("site.example.org", KeyType.WITNESS, new SecureRandom());
        SignedNote note = SignedNote.parse(Objects.requireNonNull(opened.files.get("checkpoint")));
        Cosignature cosignature =
                Cosignature.sign(Checkpoint.parseBody(note.text()), witness, Instant.parse("2026-11-21T12:00:00Z"));
        opened.files.put(
                "checkpoint", note.with(List.of(cosignature.signature())).format());
        Path cosigned = opened.writeTo(directory.resolve("cosigned.zip"));
        String[] asked = {
            "--since", kept.toString(), "--witness", witness.verifier().toString()
        };
        CommandLineRun sound = run("verify", cosigned.toString(), asked[0], asked[1], asked[2], asked[3]);
        assertThat(sound.exitCode()).isZero();
        assertThat(sound.out()).contains("witness    cosigned at 2026-11-21T12:00:00Z by " + witness.verifier());
        assertThat(run("verify", redacted.toString(), asked[0], asked[1], asked[2], asked[3])
                        .out())
                .contains("too-few-witnesses");

        OpenedBundle other = OpenedBundle.redacted(key);
        other.rewrite(5, "A Nurse", "B Nurse");
        other.hashAgain();
        other.sign(8, key);
        other.sign(12, key);
        Path fork = other.writeTo(directory.resolve("fork.zip"));
        assertThat(run("verify", fork.toString()).exitCode()).isZero();
        assertThat(run("verify", fork.toString(), "--since", kept.toString()).out())
                .contains("fork");
        assertThat(run("consistency", redacted.toString(), fork.toString(), "--json")
                        .out())
                .contains("{\"code\":\"fork\",\"position\":5,");
    }

    @Test
    void redactedAndCompleteBundlesOfOneLogContinueEachOther() throws Exception {
        Path grown = OpenedBundle.sound(key, 20).writeTo(directory.resolve("grown.zip"));
        Path grownRedacted = OpenedBundle.redacted(key, 20).writeTo(directory.resolve("grown-redacted.zip"));
        for (List<Path> pair : List.of(
                List.of(redacted, complete),
                List.of(complete, redacted),
                List.of(redacted, grown),
                List.of(complete, grownRedacted),
                List.of(redacted, grownRedacted),
                List.of(kept, redacted))) {
            CommandLineRun run = run(
                    "consistency", pair.getFirst().toString(), pair.getLast().toString());
            assertThat(run.out()).startsWith("consistent: ");
            assertThat(run.exitCode()).isZero();
        }
        assertThat(run("consistency", redacted.toString(), grown.toString()).out())
                .contains(
                        "the 12 events of " + redacted + " (4 withheld) are the beginning of the 20 of " + grown + ",");
        assertThat(run("consistency", complete.toString(), redacted.toString(), "--json")
                        .out())
                .contains("\"older\":12,\"olderWithheld\":0,\"newer\":12,\"newerWithheld\":4,");
        assertThat(run("consistency", grown.toString(), redacted.toString()).out())
                .contains("rollback");
    }

    @Test
    void whatIsWithheldIsToldByWhoeverMayHaveBoth() throws Exception {
        NoteSigner next = OpenedBundle.newKey();
        OpenedBundle whole = OpenedBundle.sound(key);
        whole.rotate(3, KeyRotation.sign(key, next).payload());
        whole.hashAgain();
        for (int size : new int[] {4, 8, 12}) {
            whole.sign(size, next);
        }
        Path all = whole.writeTo(directory.resolve("all.zip"));
        whole.redacted = true;
        whole.withhold(1, 5, 6);
        Path some = whole.writeTo(directory.resolve("some.zip"));
        CommandLineRun run = run("consistency", some.toString(), all.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .hasSize(2)
                .contains("  withheld from " + some + ", shown by " + all + ": 3 trialbook.ConsentSigned");
        assertThat(run("consistency", all.toString(), some.toString(), "--json").out())
                .contains("\"pinned\":true,\"withheldFromNewer\":{\"trialbook.ConsentSigned\":3},\"findings\":[]");
        assertThat(run("consistency", some.toString(), some.toString()).out().lines())
                .hasSize(1);
        assertThat(run("consistency", all.toString(), all.toString(), "--json").out())
                .doesNotContain("withheldFrom");
    }

    @Test
    void aForkInAWithheldEventIsFoundByWhoeverHasBothBundles() throws Exception {
        OpenedBundle other = OpenedBundle.sound(key);
        other.rewrite(6, "A Nurse", "B Nurse");
        other.hashAgain();
        other.sign(8, key);
        other.sign(12, key);
        Path fork = other.writeTo(directory.resolve("fork.zip"));
        assertThat(run("verify", fork.toString()).exitCode()).isZero();
        assertThat(run("consistency", redacted.toString(), fork.toString(), "--json")
                        .out())
                .contains("{\"code\":\"fork\",\"position\":6,");
    }

    @Test
    void anEventThatIsShownIsProvedAndOneThatIsWithheldByItsLeafHash() throws Exception {
        for (int i = 0; i < OpenedBundle.EVENTS; i++) {
            boolean withheld = List.of(2, 6, 7, 10).contains(i);
            CommandLineRun printed = run("inclusion", redacted.toString(), "--position", String.valueOf(i));
            assertThat(printed.err()).isEmpty();
            assertThat(printed.exitCode()).isZero();
            String leaf = opened.leaves.get(i).base64();
            assertThat(printed.out())
                    .contains(
                            withheld
                                    ? "an event that is withheld, with the leaf hash " + leaf + ", stands at #" + i
                                    : "the event stands at #" + i);
            assertThat(run("inclusion", redacted.toString(), "--position", String.valueOf(i), "--json")
                            .out())
                    .contains("\"position\":" + i + ",\"withheld\":" + withheld + ",\"leaf\":\"" + leaf + "\",");

            // Once the line may be known, the proof that was taken out before shows that it is the one.
            String out = printed.out();
            int end = out.indexOf("\n\n", out.indexOf("\u2014 ")) + 1;
            Path proof = Files.writeString(directory.resolve("proof"), out.substring(0, end));
            Path line = Files.writeString(directory.resolve("line"), opened.original(i));
            assertThat(run("inclusion", proof.toString(), "--line", line.toString())
                            .exitCode())
                    .isZero();
            Files.writeString(line, opened.original(i).replace("A Nurse", "B Nurse"));
            assertThat(run("inclusion", proof.toString(), "--line", line.toString())
                            .out())
                    .contains("not-included");
        }
    }

    @Test
    void aPlaceholderIsNoLineThatCouldBeProved() throws Exception {
        String out = run("inclusion", redacted.toString(), "--position", "6").out();
        Path proof = Files.writeString(
                directory.resolve("proof"), out.substring(0, out.indexOf("\n\n", out.indexOf("\u2014 ")) + 1));
        Path line = Files.writeString(directory.resolve("line"), OpenedBundle.withheld(6));
        CommandLineRun run = run("inclusion", proof.toString(), "--line", line.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("unreadable-line").contains("not-included");
    }

    @Test
    void outOfARedactedBundleThatIsNotSoundNothingIsProved() throws Exception {
        opened.leaves.set(6, OpenedBundle.leaf("another event"));
        Path forged = opened.writeTo(directory.resolve("forged.zip"));
        CommandLineRun run = run("inclusion", forged.toString(), "--position", "6");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("wrong-root").contains("not-included");
    }
}
