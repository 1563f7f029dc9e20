package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.NoteSigner;

/// What a snapshot stood for is verified behind the start, and what is to be signed before it is.
class DamageBehindASnapshotTest extends SnapshottedLog {
    @Test
    void aBitThatFlipsInTheLogIsFoundBehindAndNothingMoreIsAcknowledged() throws Exception {
        for (int position : List.of(0, 17, 50, 70)) {
            Path segment = blocks().resolve("%020d.blocks".formatted(0));
            byte[] sound = Files.readAllBytes(segment);
            byte[] bytes = sound.clone();
            bytes[indexOf(bytes, "\"e" + position + "\"") + 1] ^= 1;
            Files.write(segment, bytes);
            use((log, signing) -> {
                assertThat(log.restored()).isPositive();
                log.verified().get(30, TimeUnit.SECONDS);
                assertThat(log.failure())
                        .containsInstanceOf(DamagedLogException.class)
                        .hasValueSatisfying(damage -> assertThat(((DamagedLogException) damage).position())
                                .as(damage.getMessage())
                                .isEqualTo(position));
                assertThatThrownBy(() -> Drafts.append(log, null, Drafts.draft("late", List.of())))
                        .isInstanceOf(DamagedLogException.class);
                assertThat(log.trouble()).isPresent();
            });
            Files.write(segment, sound);
        }
    }

    /// Nobody else can sign one; but a release may have been mistaken.
    @Test
    void aPartThatSaysOtherThanTheLinesIsFoundBehind() throws Exception {
        Path keys = directory.resolve("keys");
        NoteSigner signer = new KeyDirectory(keys).signer();
        SnapshotPart part = SnapshotPart.open(Files.readAllBytes(parts().getFirst()), signer.verifier())
                .orElseThrow();
        List<VerifiedBlock.Line> lines =
                new ArrayList<>(part.blocks().getFirst().lines());
        VerifiedBlock.Line line = lines.getFirst();
        for (VerifiedBlock.Line mistaken : List.of(
                changed(line, "trial.Other", line.version(), line.tags(), line.recordedMicros()),
                changed(line, line.type(), "2", line.tags(), line.recordedMicros()),
                changed(
                        line,
                        line.type(),
                        line.version(),
                        List.of(Drafts.tag("subject", "01-009")),
                        line.recordedMicros()),
                changed(line, line.type(), line.version(), line.tags(), line.recordedMicros() - 1))) {
            lines.set(0, mistaken);
            List<SnapshotPart.BlockEntry> blocks = new ArrayList<>(part.blocks());
            blocks.set(0, new SnapshotPart.BlockEntry(blocks.getFirst().place(), lines));
            Files.write(
                    parts().getFirst(),
                    new SnapshotPart(part.firstBlock(), part.first(), blocks, part.root()).sign(signer));
            use((log, signing) -> {
                log.verified().get(30, TimeUnit.SECONDS);
                assertThat(log.failure()).isPresent();
            });
        }
    }

    private static VerifiedBlock.Line changed(
            VerifiedBlock.Line line, String type, String version, List<EventLine.Tag> tags, long recordedMicros) {
        return new VerifiedBlock.Line(line.bytes(), line.leaf(), type, version, tags, recordedMicros);
    }

    @Test
    void whatHasChangedInTheStoreIsNotSignedFor() throws Exception {
        forget();
        use((log, signing) -> {
            Path segment = blocks().resolve("%020d.blocks".formatted(0));
            byte[] bytes = Files.readAllBytes(segment);
            bytes[indexOf(bytes, "\"e30\"") + 1] ^= 1;
            Files.write(segment, bytes);
            signing.snapshot(log);
            assertThat(parts()).hasSize(1);
            assertThat(log.failure())
                    .hasValueSatisfying(damage -> assertThat(((DamagedLogException) damage).position())
                            .isEqualTo(30));
        });
    }
}
