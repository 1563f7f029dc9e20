package org.trialbook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.BlindingKeystore;
import org.trialbook.blinding.SealLabel;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmCode;
import org.trialbook.event.StudyEvent.AllocationDisclosed;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.SeedRevealed;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.verify.attack.OpenedBundle;

/// `verify --randomization`, as an inspector runs it.
class RandomizationRecomputedTest {

    @TempDir
    private Path directory;

    private Path keys = Path.of("unset");
    private Path zip = Path.of("unset");

    @SuppressWarnings("NullAway.Init") // set before each test
    private RandomizedBundle bundle;

    @BeforeEach
    void randomize() throws IOException {
        keys = directory.resolve("blinding.key");
        zip = directory.resolve("bundle.zip");
        BlindingKey key = BlindingKeystore.createIfMissing(keys, new SecureRandom());
        bundle = new RandomizedBundle(60, key);
    }

    private CommandLineRun verify(String... more) throws IOException {
        bundle.writeTo(zip);
        String[] args = new String[4 + more.length];
        args[0] = "verify";
        args[1] = zip.toString();
        args[2] = "--key";
        args[3] = RandomizedBundle.KEY.verifier().toString();
        System.arraycopy(more, 0, args, 4, more.length);
        return CommandLineRun.of(args);
    }

    private void exchange(String one, String other) {
        bundle.replace(AllocationDisclosed.class, event -> {
            Map<String, ArmCode> arms = new TreeMap<>(event.arms());
            ArmCode first = arms.getOrDefault(one, new ArmCode("X"));
            arms.put(one, arms.getOrDefault(other, first));
            arms.put(other, first);
            assertThat(arms).isNotEqualTo(event.arms());
            return new AllocationDisclosed(event.study(), arms);
        });
    }

    /// Two subjects of site 01 with different arms.
    private String[] aPair() {
        AllocationDisclosed disclosed = bundle.events.stream()
                .filter(AllocationDisclosed.class::isInstance)
                .map(AllocationDisclosed.class::cast)
                .findFirst()
                .orElseThrow();
        String other = disclosed.arms().keySet().stream()
                .filter(subject -> subject.startsWith("01-")
                        && !Objects.equals(
                                disclosed.arms().get(subject), disclosed.arms().get("01-0003")))
                .filter(subject -> subject.compareTo("01-0003") > 0)
                .findFirst()
                .orElseThrow();
        return new String[] {"01-0003", other};
    }

    @Test
    void everyArmFollowsFromTheRevealedShares() throws IOException {
        CommandLineRun run = verify("--randomization");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines().toList().getLast())
                .isEqualTo("randomized by permuted-blocks: the arms of 60 subjects follow in order from the shares that"
                        + " both parties had committed to");
    }

    @Test
    void withTheKeyTheSealedArmsAreComparedToo() throws IOException {
        CommandLineRun run = verify("--randomization", "--blinding-key", keys.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("and are those that were sealed");
    }

    @Test
    void aSwappedAllocationIsNamed() throws IOException {
        String[] pair = aPair();
        exchange(pair[0], pair[1]);
        CommandLineRun run = verify("--randomization");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("the randomization is NOT as promised: 1 finding")
                // 01-0003 is number 5: behind the protocol and two commitments, two lines for each.
                .containsPattern("#12 +swapped-allocation +01-0003, number 5, in the stratum")
                .contains("; " + pair[1] + ", number ");
        assertThat(verify("--randomization", "--blinding-key", keys.toString()).out())
                .contains("3 findings")
                .contains("sealed-otherwise");
    }

    @Test
    void aChangedShareIsNamedAndNothingIsRecomputedFromIt() throws IOException {
        bundle.replace(
                SeedRevealed.class,
                event -> new SeedRevealed(event.study(), "00".repeat(32), event.statisticianShare()));
        CommandLineRun run = verify("--randomization");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .containsPattern("changed-seed-share +the sponsor committed to")
                .contains("the arms were not recomputed");
    }

    @Test
    void aScriptGetsItInTheSameLineOfJson() throws IOException {
        assertThat(verify("--randomization", "--json").out().strip())
                .startsWith("{\"sound\":true,\"complete\":true,")
                .endsWith(
                        ",\"findings\":[],\"randomization\":{\"sound\":true,\"method\":\"permuted-blocks\",\"subjects\":60,"
                                + "\"recomputed\":true,\"findings\":[]}}");
        String[] pair = aPair();
        exchange(pair[0], pair[1]);
        CommandLineRun run = verify("--randomization", "--json");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("{\"sound\":false,")
                .contains("\"randomization\":{\"sound\":false,")
                .contains(
                        "\"findings\":[{\"code\":\"swapped-allocation\",\"position\":12,\"evidence\":\"01-0003, number"
                                + " 5,");
    }

    @Test
    void beforeTheRevealTheCommandSaysThatNobodyCan() throws IOException {
        bundle.events.removeLast();
        CommandLineRun run = verify("--randomization");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("the seed is not revealed in this record");
        assertThat(verify().exitCode()).isZero();
    }

    @Test
    void ofARecordThatIsNotSoundNothingIsRecomputed() throws IOException {
        bundle.writeTo(zip);
        CommandLineRun run = CommandLineRun.of(
                "verify",
                zip.toString(),
                "--key",
                OpenedBundle.newKey().verifier().toString(),
                "--randomization");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("is NOT sound").doesNotContain("randomized by");
    }

    @Test
    void aKeyThatDoesNotOpenTheArmsIsNotTakenForATampering() throws IOException {
        Path other = directory.resolve("other.key");
        BlindingKeystore.createIfMissing(other, new SecureRandom());
        CommandLineRun run = verify("--randomization", "--blinding-key", other.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--blinding-key does not open an arm");
    }

    /// Sealed with the right key, in the right place.
    private void seal(String json) {
        byte[] content = json.getBytes(StandardCharsets.UTF_8);
        byte[] padded = ByteBuffer.allocate(32)
                .putShort((short) content.length)
                .put(content)
                .array();
        SubjectRandomized first = (SubjectRandomized) bundle.events.get(4);
        BlindingKey key = BlindingKeystore.open(keys, new SecureRandom());
        SealLabel label = new SealLabel("HOT-CRT", first.subject().value(), "event-4", "arm");
        bundle.events.set(
                4,
                new SubjectRandomized(
                        first.study(),
                        first.subject(),
                        first.site(),
                        first.randomizedOn(),
                        first.stratum(),
                        first.randomizationNumber(),
                        new Sealed.Closed<>(key.id(), key.seal(padded, label))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "\"a\"", "{}", "[\"BVP\"]", "", "\"BVP"})
    void whatIsSealedAndIsNoArmExitsWithTwo(String json) throws IOException {
        seal(json);
        CommandLineRun run = verify("--randomization", "--blinding-key", keys.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .endsWith("--blinding-key does not open an arm: what event event-4 holds is no arm"
                        + System.lineSeparator());
        assertThat(verify("--randomization").exitCode()).isZero();
    }

    @Test
    void theSealedArmIsOneStringInThirtyTwoBytes() throws IOException {
        SubjectRandomized first = (SubjectRandomized) bundle.events.get(4);
        seal("\"" + first.arm().opened().value() + "\"");
        CommandLineRun run = verify("--randomization", "--blinding-key", keys.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    /// What an outsider can't read is told, whatever else could be: before the reveal, and with a key that opens
    /// nothing.
    @Test
    void anUnreadableEventIsAllThatIsTold() throws IOException {
        Path other = directory.resolve("other.key");
        BlindingKeystore.createIfMissing(other, new SecureRandom());
        bundle.replace(
                ProtocolPublished.class,
                event -> new ProtocolPublished(
                        event.study(),
                        "1",
                        "c3782d2b9752fb7e23c82b53f7921be5a779bafacbc9bf8014712b1e9f318414",
                        "study: HOT-CRT\n"));
        CommandLineRun run = verify("--randomization", "--json", "--blinding-key", other.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("\"recomputed\":false,\"findings\":[{\"code\":\"unreadable-event\",\"position\":0,"
                        + "\"evidence\":\"not as the format says: 'content' arms: is a list\"}]");
        bundle.events.removeLast();
        assertThat(verify("--randomization").exitCode()).isEqualTo(1);
        assertThat(verify("--randomization").out()).contains("unreadable-event", "the arms were not recomputed");
    }

    @Test
    void whereNobodyWasRandomizedThatIsSaid() throws IOException {
        bundle = new RandomizedBundle(0, BlindingKeystore.open(keys, new SecureRandom()));
        bundle.events.removeFirst();
        CommandLineRun run = verify("--randomization");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).endsWith("nobody was randomized, and no protocol was published" + System.lineSeparator());
    }

    @Test
    void misuseExitsWithTwo() throws IOException {
        Path missing = directory.resolve("missing.key");
        for (CommandLineRun run : new CommandLineRun[] {
            verify("--blinding-key", keys.toString()),
            verify("--randomization", "--blinding-key", missing.toString()),
            CommandLineRun.of("verify", "https://127.0.0.1:1", "--randomization")
        }) {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("Usage: trialbook verify");
        }
        assertThat(Files.exists(missing)).isFalse();
    }
}
