package org.trialbook.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FindingTest {

    private static final TreeHash HASH = Sha256.empty();

    static final List<Finding> ALL = List.of(
            new Finding.UnreadableLine(1, 22, "x"),
            new Finding.DamagedData(1, "reason 22"),
            new Finding.WrongPosition(1, 22, 3),
            new Finding.TimeWentBack(1, SampleLog.START, SampleLog.START),
            new Finding.ChangedLine(1, HASH, HASH),
            new Finding.ChangedLeaf(1, HASH, HASH),
            new Finding.BlockGap(1, 22, 3),
            new Finding.WrongBlockStart(1, 2, 22, 3),
            new Finding.WrongBlockSize(1, 2, 2, 22, 3),
            new Finding.WrongBlockRoot(1, 2, 22, HASH, HASH),
            new Finding.EmptyBlock(1, 22),
            new Finding.UntrustedRotation(1, "22"),
            new Finding.WithheldRotation(1, 22, "checkpoint", "key"),
            new Finding.UndeclaredRedaction(1, "22"),
            new Finding.TooFewWitnesses("22"),
            new Finding.Rollback(1, 22),
            new Finding.Fork(1, 22, HASH, HASH),
            new Finding.NotIncluded(1, "22"),
            new Finding.UnservedPiece(1, "path", "22"),
            new Finding.MissingLine(1, 22, 3),
            new Finding.MissingTail(1, 22),
            new Finding.BeyondCheckpoint(1, 22, 3),
            new Finding.WrongRoot(1, 22, HASH, HASH),
            new Finding.UntrustedCheckpoint("entry", "22"),
            new Finding.ForeignKey("22", "b"),
            new Finding.UnreadableEvent(1, "type", "22"),
            new Finding.WrongContentHash(1, "22", "b"),
            new Finding.ChangedPractice(1, "22", true),
            new Finding.EarlyDisclosure(1, "22"),
            new Finding.EarlyReveal(1, "22"),
            new Finding.ProtocolDisagrees("entry", "22", "b"),
            new Finding.MalformedEntry("entry", "22"),
            new Finding.MissingEntry("22"),
            new Finding.SuperfluousEntry("22"),
            new Finding.ManifestDisagrees("m", "22", "b"));

    @Test
    void everyKindIsListedHere() {
        List<Class<?>> kinds = java.util.Arrays.stream(Finding.class.getDeclaredClasses())
                .filter(Class::isRecord)
                .toList();
        assertThat(ALL).extracting(Object::getClass).hasSameSizeAs(kinds).doesNotHaveDuplicates();
    }

    @Test
    void everyKindHasACodeOfItsOwnAndEvidenceWithItsNumbers() {
        assertThat(ALL)
                .extracting(Finding::code)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[a-z]+(-[a-z]+)*"));
        assertThat(ALL)
                .allMatch(f -> List.of("22", HASH.base64(), SampleLog.START.toString()).stream()
                        .anyMatch(number -> f.evidence().contains(number)));
        assertThat(ALL.stream().filter(f -> f.position().isPresent()))
                .hasSize(27)
                .allMatch(f -> f.position().getAsLong() == 1);
    }

    @Test
    void aStretchIsExplainedByAPositionInsideItOnly() {
        Finding stretch = new Finding.WrongRoot(4, 8, HASH, HASH);
        for (int at = 2; at < 10; at++) {
            List<Finding> findings = List.of(stretch, new Finding.WrongPosition(at, at, 9));
            assertThat(Findings.firstBadPosition(findings)).hasValue(at < 8 ? at : 4);
        }
        assertThat(Findings.firstBadPosition(List.of(stretch, new Finding.WrongBlockRoot(5, 6, 1, HASH, HASH))))
                .hasValue(4);
        assertThat(Findings.firstBadPosition(List.of(new Finding.MissingEntry("a"))))
                .isEmpty();
        assertThat(Findings.firstBadPosition(List.of(stretch, new Finding.MissingEntry("a"))))
                .hasValue(4);
    }
}
