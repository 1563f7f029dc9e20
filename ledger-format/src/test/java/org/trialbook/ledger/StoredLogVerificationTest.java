package org.trialbook.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trialbook.ledger.StoredLogVerification.Block;

class StoredLogVerificationTest {

    private static final int EVENTS = 11;

    private final SampleLog log = new SampleLog(EVENTS);
    private final List<Block> blocks = log.blocks();
    private final List<Checkpoint> checkpoints = new ArrayList<>(List.of(log.checkpoint(0), log.checkpoint(7)));
    private final List<EventLine> seen = new ArrayList<>();

    private StoredLogVerification.Outcome audit() {
        StoredLogVerification audit = new StoredLogVerification(checkpoints, (line, leaf) -> {
            assertThat(Sha256.leaf(line.event().format())).isEqualTo(leaf);
            seen.add(line.event());
        });
        blocks.forEach(audit::add);
        return audit.finish();
    }

    private static Block with(Block b, List<byte[]> lines, List<TreeHash> leaves) {
        return new Block(b.number(), b.first(), b.size(), b.root(), lines, leaves);
    }

    private void changeLine(int block, int index, byte[] line) {
        List<byte[]> lines = new ArrayList<>(blocks.get(block).lines());
        lines.set(index, line);
        blocks.set(block, with(blocks.get(block), lines, blocks.get(block).leaves()));
    }

    private void forgetLeaves() {
        blocks.replaceAll(b -> with(b, b.lines(), List.of()));
    }

    private byte[] otherActor(int position) {
        return SampleLog.replaced(log.lines.get(position), "nurse-" + position, "nurse-x");
    }

    @Test
    void aSoundLogIsReadOnceAndConfirmed() {
        checkpoints.add(log.checkpoint(EVENTS));
        StoredLogVerification.Outcome outcome = audit();
        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.sound()).isTrue();
        assertThat(outcome.firstBadPosition()).isEmpty();
        assertThat(outcome.size()).isEqualTo(EVENTS);
        assertThat(outcome.root()).isEqualTo(log.tree.root(EVENTS));
        assertThat(seen).extracting(EventLine::position).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void anEmptyLogIsSound() {
        blocks.clear();
        checkpoints.clear();
        checkpoints.add(log.checkpoint(0));
        assertThat(audit()).isEqualTo(new StoredLogVerification.Outcome(List.of(), 0, Sha256.empty()));
    }

    @Test
    void aLogWithoutStoredLeafHashesIsSoundToo() {
        forgetLeaves();
        assertThat(audit().sound()).isTrue();
    }

    @Test
    void aChangedLineIsNamedExactlyWhereLeafHashesAreKept() {
        changeLine(1, 2, otherActor(5));
        changeLine(3, 0, otherActor(9));
        StoredLogVerification.Outcome outcome = audit();
        assertThat(outcome.findings())
                .containsExactly(
                        new Finding.ChangedLine(5, log.tree.leaf(5), Sha256.leaf(otherActor(5))),
                        new Finding.ChangedLine(9, log.tree.leaf(9), Sha256.leaf(otherActor(9))));
        assertThat(outcome.firstBadPosition()).hasValue(5);
        assertThat(outcome.sound()).isFalse();
        assertThat(outcome.root()).isEqualTo(log.tree.root(EVENTS));
    }

    @Test
    void aChangedLineIsNamedByItsBlockWhereNoLeafHashesAreKept() {
        forgetLeaves();
        changeLine(1, 2, otherActor(5));
        StoredLogVerification.Outcome outcome = audit();
        assertThat(outcome.findings()).singleElement().satisfies(f -> {
            assertThat(f).isInstanceOf(Finding.WrongBlockRoot.class);
            assertThat(f.position()).hasValue(3);
            assertThat(((Finding.WrongBlockRoot) f).block()).isEqualTo(1);
            assertThat(((Finding.WrongBlockRoot) f).stored()).isEqualTo(log.tree.root(6));
        });
    }

    @Test
    void aLineChangedTogetherWithItsLeafHashIsNamedByItsBlock() {
        changeLine(1, 2, otherActor(5));
        List<TreeHash> leaves = new ArrayList<>(blocks.get(1).leaves());
        leaves.set(2, Sha256.leaf(otherActor(5)));
        blocks.set(1, with(blocks.get(1), blocks.get(1).lines(), leaves));
        assertThat(audit().findings())
                .extracting(Finding::code, f -> f.position().orElseThrow())
                .containsExactly(org.assertj.core.api.Assertions.tuple("wrong-block-root", 3L));
    }

    @Test
    void aWholeLogComputedAnewIsRefutedByTheCheckpoint() {
        SampleLog forged = new SampleLog(0);
        for (int i = 0; i < EVENTS; i++) {
            forged.lines.add(i == 5 ? otherActor(5) : log.lines.get(i));
            forged.tree.append(Sha256.leaf(forged.lines.getLast()));
        }
        blocks.clear();
        blocks.addAll(forged.blocks());
        checkpoints.add(log.checkpoint(4));
        assertThat(audit().findings())
                .containsExactly(new Finding.WrongRoot(4, 7, log.tree.root(7), forged.tree.root(7)));
    }

    @Test
    void anUnreadableLineIsNamed() {
        changeLine(2, 1, SampleLog.replaced(log.lines.get(7), "{\"position\"", "{\"positio_\""));
        assertThat(audit().findings())
                .contains(new Finding.UnreadableLine(7, 9, "{\"position\":"))
                .hasSize(2)
                .extracting(Finding::code)
                .contains("changed-line");
        assertThat(seen).hasSize(EVENTS - 1);
    }

    @Test
    void aChangedLeafHashDoesNotAccuseTheLine() {
        List<TreeHash> leaves = new ArrayList<>(blocks.get(1).leaves());
        leaves.set(0, Sha256.empty());
        blocks.set(1, with(blocks.get(1), blocks.get(1).lines(), leaves));
        assertThat(audit().findings()).containsExactly(new Finding.ChangedLeaf(3, Sha256.empty(), log.tree.leaf(3)));
    }

    @Test
    void aMissingLeafHashIsNamed() {
        blocks.set(
                1,
                with(
                        blocks.get(1),
                        blocks.get(1).lines(),
                        blocks.get(1).leaves().subList(0, 2)));
        assertThat(audit().findings()).containsExactly(new Finding.WrongBlockSize(3, 6, 1, 3, 2));
    }

    @Test
    void swappedLinesAreNamedByTheirPositions() {
        byte[] third = log.lines.get(3);
        changeLine(1, 0, log.lines.get(4));
        changeLine(1, 1, third);
        StoredLogVerification.Outcome outcome = audit();
        assertThat(outcome.firstBadPosition()).hasValue(3);
        assertThat(outcome.findings()).contains(new Finding.WrongPosition(3, 3, 4));
        assertThat(outcome.findings())
                .contains(new Finding.TimeWentBack(3, SampleLog.START.plusMillis(3), SampleLog.START.plusMillis(4)));
    }

    @Test
    void aLineRemovedFromABlockIsNamed() {
        List<byte[]> lines = new ArrayList<>(blocks.get(1).lines());
        lines.remove(1);
        blocks.set(1, with(blocks.get(1), lines, List.of()));
        StoredLogVerification.Outcome outcome = audit();
        assertThat(outcome.findings())
                .contains(new Finding.WrongPosition(4, 4, 5), new Finding.WrongBlockSize(3, 5, 1, 5, 6));
        assertThat(outcome.firstBadPosition()).hasValue(4);
    }

    @Test
    void aRemovedBlockIsNamedOnce() {
        blocks.remove(1);
        StoredLogVerification.Outcome outcome = audit();
        assertThat(outcome.findings())
                .containsExactly(new Finding.BlockGap(3, 1, 2), new Finding.WrongBlockStart(3, 2, 3, 6));
        assertThat(outcome.firstBadPosition()).hasValue(3);
    }

    @Test
    void aRenumberedBlockIsNamed() {
        Block b = blocks.get(3);
        blocks.set(3, new Block(7, b.first(), b.size(), b.root(), b.lines(), b.leaves()));
        assertThat(audit().findings()).containsExactly(new Finding.BlockGap(9, 3, 7));
    }

    @Test
    void aWrongStartOrSizeOfABlockIsNamed() {
        Block b = blocks.get(1);
        blocks.set(1, new Block(1, 2, 7, b.root(), b.lines(), b.leaves()));
        assertThat(audit().findings())
                .containsExactly(new Finding.WrongBlockStart(2, 1, 3, 2), new Finding.WrongBlockSize(3, 6, 1, 6, 7));
    }

    @Test
    void aCutTailIsNamedByItsFirstMissingPosition() {
        checkpoints.add(log.checkpoint(EVENTS));
        blocks.removeLast();
        StoredLogVerification.Outcome outcome = audit();
        assertThat(outcome.findings()).containsExactly(new Finding.MissingTail(9, EVENTS));
        assertThat(outcome.size()).isEqualTo(9);
    }

    @Test
    void aForgedBlockRootIsNamedOnceAndNotForEveryLaterBlock() {
        Block b = blocks.get(0);
        blocks.set(0, new Block(0, 0, 3, Sha256.empty(), b.lines(), b.leaves()));
        assertThat(audit().findings())
                .containsExactly(new Finding.WrongBlockRoot(0, 3, 0, Sha256.empty(), log.tree.root(3)));
    }

    @Test
    void aClockThatWentBackIsNamedThoughEveryHashIsRight() {
        SampleLog forged = new SampleLog(2);
        forged.lines.add(SampleLog.line(2, SampleLog.START, "n"));
        forged.lines.add(SampleLog.line(3, SampleLog.START, "n"));
        forged.lines.subList(2, 4).forEach(line -> forged.tree.append(Sha256.leaf(line)));
        blocks.clear();
        blocks.addAll(forged.blocks());
        checkpoints.clear();
        assertThat(audit().findings())
                .containsExactly(new Finding.TimeWentBack(2, SampleLog.START, SampleLog.START.plusMillis(1)));
    }

    @Test
    void aThoroughlyBrokenLogIsDescribedWithinBounds() {
        blocks.clear();
        checkpoints.clear();
        byte[] garbage = {'x'};
        blocks.add(new Block(0, 0, 5_000, Sha256.empty(), java.util.Collections.nCopies(5_000, garbage), List.of()));
        StoredLogVerification.Outcome outcome = audit();
        assertThat(outcome.findings()).hasSize(1_000).contains(new Finding.UnreadableLine(0, 0, "{\"position\":"));
        assertThat(outcome.firstBadPosition()).hasValue(0);
    }
}
