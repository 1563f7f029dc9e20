package org.trialbook.verify.attack;

import java.util.List;
import java.util.OptionalLong;
import org.trialbook.ledger.NoteSigner;

/// Something done to a sound redacted bundle, or by whoever makes it. Every attacker also mends the manifest; those who
/// keep the log have its key.
public interface RedactedAttack {

    void on(OpenedBundle bundle, NoteSigner key);

    /// The code of the finding that must be there.
    String answeredWith();

    /// The first bad position that must be named; empty where no event is concerned.
    OptionalLong firstBadPosition();

    /// Where that finding must stand.
    default OptionalLong answeredAt() {
        return firstBadPosition();
    }

    List<RedactedAttack> ALL = List.of(
            new RedactedBundleAsComplete(),
            new WithheldMoreThanClaimed(),
            new WithheldLessThanClaimed(),
            new MarkedCopy(),
            new WithheldAtAnotherPlace(),
            new ShownAtAnotherPosition(),
            new WithheldBesideTheLine(),
            new WithheldTwice(),
            new RemovedPlaceholder(),
            new RemovedPlaceholderWithItsLeaf(),
            new RemovedWithheldEventAndRenumbered(),
            new ForgedLeafOfAWithheldEvent(),
            new FilledInLine(),
            new FilledInLineWithItsLeaf(),
            new PlaceholderThatSaysMore(),
            new PlaceholderSpelledOtherwise(),
            new TimeThatGoesBackAcrossAGap(),
            new WithheldBeyondTheCheckpoint(),
            new CutTailOfTheWithheld(),
            new WithheldRotation(),
            new WithheldRotationAndSwappedKey());
}
