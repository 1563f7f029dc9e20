package org.trialbook.blind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.verify.VerifyCommand;
import org.trialbook.view.blind.leak.Leak;
import org.trialbook.view.blind.leak.Leaks;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `verify --blind`, as an inspector runs it.
class BlindComparisonCommandTest {

    @TempDir
    private static Path directory;

    private static Path key;
    private static Path bundle;

    private record Ran(int exit, String out, String err) {}

    @BeforeAll
    static void writeABundle() {
        key = directory.resolve("blinding.key");
        bundle = bundle("honest", new Leak() {
            @Override
            public String imitates() {
                return "nothing";
            }
        });
    }

    private static Path bundle(String name, Leak leak) {
        Path file = directory.resolve(name + ".zip");
        SealedLog.of(6, key, leak).bundleTo(file);
        return file;
    }

    private static Ran run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int exit = new CommandLine(new BlindComparisonCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
        return new Ran(exit, out.toString(), err.toString());
    }

    @Test
    void findsNothingInAnHonestRecord() {
        Ran ran = run(bundle, "--key", SealedLog.publicKey());

        assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
        assertThat(ran.out())
                .contains("Nothing that the blinded are told depends on what is sealed.")
                .containsPattern("digest     [0-9a-f]{64}")
                .doesNotContain("FINDING", "caution", SealedLog.PLANTED);
    }

    @Test
    void findsNothingInAnHonestRecordThatItMayOpen() {
        Ran ran = run(bundle, "--key", SealedLog.publicKey(), "--blinding-key", key);

        assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
        assertThat(ran.out())
                .containsPattern("search     for [0-9]+ sealed texts")
                .doesNotContain(SealedLog.PLANTED);
    }

    /// Two inspectors who don't know each other come to the same digest.
    @Test
    void givesTheSameDigestAgain() {
        JsonNode one = json(run(bundle, "--json"));
        JsonNode other = json(run(bundle, "--json", "--blinding-key", key));

        assertThat(one.get("digest")).isEqualTo(other.get("digest"));
        assertThat(one.get("blind").booleanValue()).isTrue();
        assertThat(one.get("answers").intValue()).isGreaterThan(100);
        assertThat(one.get("boxes").intValue()).isGreaterThan(30);
        assertThat(one.has("searched")).isFalse();
        assertThat(other.get("searched").intValue()).isGreaterThan(10);
    }

    /// What the blinded are told of an event that this release doesn't know, it can't say; that the bytes are those
    /// that were signed, it can.
    @Test
    void aRecordOfALaterReleaseIsVerifiedAndNotCompared() {
        Path later = bundle("later", new Leak() {
            @Override
            public String imitates() {
                return "a later release";
            }

            @Override
            public EventLine write(EventLine line, TrialEvent open) {
                return open instanceof SubjectRandomized ? ofVersion2(line) : line;
            }
        });

        Ran ran = run(later, "--key", SealedLog.publicKey());
        StringWriter out = new StringWriter();
        int verified = new CommandLine(new VerifyCommand())
                .setOut(new PrintWriter(out))
                .execute(later.toString(), "--key", SealedLog.publicKey());

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .containsPattern("The event at position [0-9]+ is stored as trialbook\\.SubjectRandomized version 2,"
                        + " which this release does not know");
        assertThat(ran.out()).isEmpty();
        assertThat(verified).as(out.toString()).isZero();
    }

    private static EventLine ofVersion2(EventLine line) {
        return new EventLine(
                line.position(),
                line.id(),
                line.type(),
                "2",
                line.study(),
                line.tags(),
                line.recordedAt(),
                line.occurredAt(),
                line.actor(),
                line.command(),
                line.reason(),
                line.metadata(),
                line.payload());
    }

    private static JsonNode json(Ran ran) {
        assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
        return JsonMapper.shared().readTree(ran.out());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "note-in-clear | shows what is sealed",
                "revealing-item-in-open-values | the protocol says that it tells the arm",
                "correction-in-clear | the protocol says that it tells the arm",
                "stratum-names-the-arm | shows what is sealed",
                "reason-text-names-the-arm | shows what is sealed",
                "recipient-is-told-in-clear | shows what is sealed",
                "guess-among-the-measurements | shows what is sealed",
                "media-reference-names-the-arm | shows what is sealed",
                "refusal-is-named-after-the-arm | shows what is sealed",
                "arm-in-atag | a tag that the event does not have",
                "arm-in-metadata | metadata nobody knows",
                "box-as-long-as-its-content | bytes, and that field's have"
            })
    void findsALeakInARealBundle(String name, String finding) {
        Leak leak = Leaks.all().stream()
                .filter(planted -> planted.name().equals(name))
                .findFirst()
                .orElseThrow();

        Ran ran = run(bundle(name, leak), "--key", SealedLog.publicKey(), "--blinding-key", key);

        assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(1);
        assertThat(ran.out()).contains("FINDING", finding);
    }

    @Test
    void aRecordThatIsNotSoundIsNotCompared() throws IOException {
        Ran ran = run(
                bundle,
                "--key",
                org.trialbook.ledger.NoteSigner.generate("trialbook.test/HOT-CRT", new java.security.SecureRandom())
                        .verifier());

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).contains("not sound").doesNotContain("digest");
    }

    @Test
    void whatCannotBeReadIsSaidSo() throws IOException {
        Path text = Files.writeString(directory.resolve("text.zip"), "no zip");

        for (Ran ran : new Ran[] {
            run(),
            run(directory.resolve("missing.zip")),
            run(text),
            run(bundle, "--key", "no-key"),
            run(bundle, "--blinding-key", text),
            run(bundle, "--blinding-key", directory.resolve("missing.key")),
            run(bundle, "--no-such-option")
        }) {
            assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(2);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err()).isNotBlank();
        }
    }

    @Test
    void isAskedForAsAnOptionOfVerify() {
        assertThat(BlindComparisonCommand.routed(new String[] {"verify", "--blind", "a.zip", "--json"}))
                .containsExactly("verify-blind", "a.zip", "--json");
        assertThat(BlindComparisonCommand.routed(new String[] {"verify", "a.zip", "--blind"}))
                .containsExactly("verify-blind", "a.zip");
        for (String[] other : new String[][] {{}, {"verify", "a.zip"}, {"demo", "--blind"}}) {
            assertThat(BlindComparisonCommand.routed(other)).isEqualTo(other);
        }
    }
}
