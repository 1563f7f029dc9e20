package org.trialbook.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trialbook.ledger.StoredLogVerification.Block;

/// A store asks of one block after the other whether it continues the log.
class BlockThatAnotherProcessHasWrittenTest {

    private final SampleLog log = new SampleLog(11);
    private final List<Block> blocks = log.blocks();
    private final List<Long> seen = new ArrayList<>();
    private final StoredLogVerification.Listener listener = (line, leaf) -> seen.add(line.position());

    @Test
    void continuesTheLogAndIsSeenOnce() {
        StoredLogVerification verification = new StoredLogVerification(List.of(), listener);
        for (Block block : blocks) {
            assertThat(verification.add(block)).isTrue();
            assertThat(verification.tree().size()).isEqualTo(block.size());
            assertThat(verification.tree().root()).isEqualTo(block.root());
        }
        assertThat(seen).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void canBeCheckedFromWhereTheLogStands() {
        MerkleFrontier tree = new MerkleFrontier();
        log.lines.subList(0, 6).forEach(line -> tree.append(Sha256.leaf(line)));
        long recorded = EventLine.parse(log.lines.get(5)).recordedAt().toEpochMilli() * 1_000 + 1;
        StoredLogVerification verification = StoredLogVerification.after(2, tree, recorded, listener);
        assertThat(verification.add(blocks.get(2))).isTrue();
        assertThat(verification.add(blocks.get(3))).isTrue();
        assertThat(verification.findings()).isEmpty();
        assertThat(tree.size()).isEqualTo(6);
        assertThat(seen).containsExactly(6L, 7L, 8L, 9L, 10L);

        StoredLogVerification late = StoredLogVerification.after(2, tree, recorded + 3_600_000_000L, listener);
        assertThat(late.add(blocks.get(2))).isFalse();
        assertThat(late.findings()).extracting(Finding::code).containsExactly("time-went-back");
    }

    @Test
    void isRefusedWithEverythingThatIsWrongAndStillSeenOnce() {
        StoredLogVerification verification = new StoredLogVerification(List.of(), listener);
        verification.add(blocks.getFirst());
        Block b = blocks.get(1);
        List<byte[]> lines = new ArrayList<>(b.lines());
        lines.set(1, SampleLog.replaced(lines.get(1), "A Nurse", "B Nurse"));
        assertThat(verification.add(new Block(1, 3, 6, b.root(), lines, b.leaves())))
                .isFalse();
        assertThat(verification.findings())
                .containsExactly(new Finding.ChangedLine(4, log.tree.leaf(4), Sha256.leaf(lines.get(1))));
        assertThat(seen).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        // The leaf hashes gave the root, so the next block is judged on its own.
        assertThat(verification.add(blocks.get(2))).isTrue();
    }

    @Test
    void holdsAtLeastOneEvent() {
        StoredLogVerification verification = new StoredLogVerification(List.of(), listener);
        assertThat(verification.add(new Block(0, 0, 0, Sha256.empty(), List.of(), List.of())))
                .isFalse();
        assertThat(verification.findings()).containsExactly(new Finding.EmptyBlock(0, 0));
    }

    @Test
    void isMissingItsLastLinesIfTheRootConfirmsHashesBeyondThem() {
        StoredLogVerification verification = new StoredLogVerification(List.of(), listener);
        verification.add(blocks.getFirst());
        Block b = blocks.get(1);
        assertThat(verification.add(new Block(1, 3, 6, b.root(), b.lines().subList(0, 1), b.leaves())))
                .isFalse();
        assertThat(verification.findings()).containsExactly(new Finding.MissingLine(4, 1, 6));
        // The leaf hashes gave the root, so the next block is judged on its own.
        assertThat(verification.add(blocks.get(2))).isTrue();
    }
}
