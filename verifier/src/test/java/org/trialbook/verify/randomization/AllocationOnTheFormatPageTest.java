package org.trialbook.verify.randomization;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.trialbook.allocation.AllocationCounts;
import org.trialbook.allocation.AllocationExamples;
import org.trialbook.allocation.AllocationList;
import org.trialbook.allocation.Stratum;
import org.trialbook.blinding.AesGcmBlindingKey;
import org.trialbook.blinding.Sealed;
import org.trialbook.blinding.sealing.EventSealing;
import org.trialbook.event.ArmCode;
import org.trialbook.event.EventJson;
import org.trialbook.event.StudyEvent.AllocationDisclosed;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import tools.jackson.databind.JsonNode;

/// The record in section 10 of `docs/format.md` is read, opened and recomputed, and its findings are ours.
class AllocationOnTheFormatPageTest {

    private static final StudyId STUDY = new StudyId("HOT-CRT");

    private final AllocationExamples examples = AllocationExamples.read();

    /// The rows of the table with this head: what stands in backquotes in the first column.
    private List<String> rows(String head) {
        int start = examples.section().indexOf("\n| " + head + " |");
        assertThat(start).as(head).isNotNegative();
        return examples.section()
                .substring(start + 1)
                .lines()
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .flatMap(line -> Pattern.compile("`([^`]*)`")
                        .matcher(line.split("\\|")[1])
                        .results()
                        .map(name -> name.group(1)))
                .toList();
    }

    private static TrialEvent event(EventLine line) {
        try {
            return new AllocationEvents(STUDY.value()).read(line.type(), line.version(), line.payload());
        } catch (UnreadableEventException unreadable) {
            throw new AssertionError(unreadable.reason());
        }
    }

    private List<EventLine> lines() {
        return examples.named("record")
                .lines()
                .map(line -> EventLine.parse(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /// The report on the record, with events changed.
    private RandomizationReport audited(UnaryOperator<TrialEvent> changed) {
        RandomizationRecheck recheck = new RandomizationRecheck();
        for (EventLine line : lines()) {
            recheck.next(line.position(), changed.apply(event(line)));
        }
        return recheck.report().orElseThrow();
    }

    @Test
    void theRecordHasEveryEventOfTheTableAndIsSound() {
        assertThat(lines().stream().map(EventLine::type).distinct().toList())
                .containsExactlyInAnyOrderElementsOf(rows("event").stream()
                        // That study draws its arms, and has no kits.
                        .filter(name -> !name.equals("PreparedListRevealed") && !name.startsWith("Kit"))
                        .map(name -> "trialbook." + name)
                        .toList())
                .allMatch(AllocationEvents::has);
        RandomizationReport report = audited(event -> event);
        assertThat(report.findings()).isEmpty();
        assertThat(report.sound()).isTrue();
        assertThat(report.subjects()).isEqualTo(1);
        assertThat(audited(event -> event instanceof AllocationDisclosed
                                ? new AllocationDisclosed(STUDY, Map.of("01-003", new ArmCode("BVP")))
                                : event)
                        .findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo("other-arm"));
    }

    @Test
    void theProtocolIsTheOneThatTheRecordPublishes() throws NoSuchAlgorithmException {
        ProtocolPublished published = (ProtocolPublished) event(lines().getFirst());
        String protocol = examples.named("protocol") + "\n";
        assertThat(published.content()).isEqualTo(protocol);
        assertThat(published.contentHash())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256")
                                .digest(protocol.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void theListIsOfItsHashAndIsUsedInItsOrder() throws NoSuchAlgorithmException {
        String text = examples.named("list") + "\n";
        AllocationList list = AllocationList.read(text);
        assertThat(examples.named("list-commitment"))
                .isEqualTo(list.commitment())
                .isEqualTo(HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII))));
        Stratum stratum = Stratum.parse("aetiology=ischaemic;site=01");
        AllocationCounts counts = new AllocationCounts();
        for (String arm : List.of("BVP", "CSP")) {
            assertThat(list.method().next(counts, stratum).value()).isEqualTo(arm);
            counts.add(stratum, new ArmCode(arm));
        }
        assertThat(list.method().goesOn(counts, stratum)).isFalse();
    }

    /// As the page says it, and as the code does it.
    @Test
    void theKeyOpensTheSealedArm() throws GeneralSecurityException {
        JsonNode key = EventJson.mapper()
                .readTree(examples.named("blinding-key"))
                .get("keys")
                .get(0);
        byte[] bytes = Base64.getDecoder().decode(key.get("key").asString());
        EventLine line = lines().get(4);
        SubjectRandomized randomized = (SubjectRandomized) event(line);
        byte[] box = ((Sealed.Closed<ArmCode>) randomized.arm()).box();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(bytes, "AES"),
                new GCMParameterSpec(128, Arrays.copyOf(box, 12)));
        for (String text : List.of("HOT-CRT", "01-003", line.id(), "arm", "blinding-1")) {
            cipher.updateAAD(new byte[] {0, 0, 0, (byte) text.length()});
            cipher.updateAAD(text.getBytes(StandardCharsets.US_ASCII));
        }
        byte[] sealed = "\0\5\"CSP\"".getBytes(StandardCharsets.US_ASCII);
        assertThat(cipher.doFinal(box, 12, box.length - 12)).isEqualTo(Arrays.copyOf(sealed, 32));

        SubjectRandomized opened =
                new EventSealing(new AesGcmBlindingKey("blinding-1", bytes, new Random(0))).open(randomized, line.id());
        assertThat(opened.arm().opened().value()).isEqualTo(examples.named("sealed-arm"));
        assertThat(audited(event -> event instanceof SubjectRandomized ? opened : event)
                        .sound())
                .isTrue();
    }

    /// One of each, whatever it says.
    private static Stream<String> codes(Class<?> kind) {
        if (kind == AllocationFinding.OtherArm.class) {
            return Stream.of("swapped-allocation", "skipped-slot", "other-arm");
        }
        if (kind.isInterface()) {
            return Arrays.stream(kind.getPermittedSubclasses()).flatMap(AllocationOnTheFormatPageTest::codes);
        }
        try {
            Constructor<?> constructor = kind.getDeclaredConstructors()[0];
            Object[] values = Arrays.stream(constructor.getParameterTypes())
                    .map(type -> !type.isPrimitive() ? null : type == boolean.class ? (Object) false : (Object) 0)
                    .toArray();
            return Stream.of(((AllocationFinding) constructor.newInstance(values)).code());
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void everyFindingIsDefined() {
        assertThat(rows("finding"))
                .containsExactlyInAnyOrderElementsOf(
                        codes(AllocationFinding.class).toList());
    }
}
