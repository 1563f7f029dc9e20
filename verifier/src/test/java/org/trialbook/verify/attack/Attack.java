package org.trialbook.verify.attack;

import java.util.List;
import java.util.OptionalLong;

/// Something done to a sound bundle, and the finding that must answer it. Every attacker also mends the
/// manifest.
public interface Attack {

    void on(OpenedBundle bundle);

    /// The code of the finding that must be there.
    String answeredWith();

    /// The first bad position that must be named; empty where no event is concerned.
    OptionalLong firstBadPosition();

    /// Where that finding must stand.
    default OptionalLong answeredAt() {
        return firstBadPosition();
    }

    List<Attack> ALL = List.of(
            new FlippedBit(),
            new FlippedBitInTheSyntax(),
            new RemovedLine(),
            new RemovedLineWithItsLeaf(),
            new RemovedLineAndRenumbered(),
            new SwappedLines(),
            new SwappedLinesAndRenumbered(),
            new RepeatedLine(),
            new InsertedLine(),
            new CutTail(),
            new CutTailOfTheLines(),
            new SwappedActor(),
            new ForgedTime(),
            new ForgedTimeThatFits(),
            new ReChained(),
            new UnsignedRotation(),
            new RotationByTheNewKeyAlone(),
            new SwappedKey(),
            new ForgedRoot(),
            new CheckpointOfAnotherSize(),
            new CheckpointOfAnotherLog(),
            new RemovedCheckpoint(),
            new ForgedManifest(),
            new SmuggledFile());
}
