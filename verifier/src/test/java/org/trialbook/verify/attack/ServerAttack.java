package org.trialbook.verify.attack;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.NoteSigner;

/// What a server does to a log of [#EVENTS] events while it hands it out. The inspector has the key and
/// remembers the checkpoint that was served before.
public interface ServerAttack {

    /// More than one piece of 256.
    int EVENTS = 300;

    void on(ServedLog log, NoteSigner key);

    /// The code of the finding that must be there.
    String answeredWith();

    /// Where it must stand; null where no event is concerned.
    @Nullable
    Long answeredAt();

    List<ServerAttack> ALL = List.of(
            new ServedLineIsNotItsLeaf(),
            new ServedLineIsWithheld(),
            new ServedCheckpointOfAnotherHistory(),
            new ServedCheckpointIsOlder(),
            new ServedCheckpointOfAnotherKey(),
            new ServedTileIsTruncated(),
            new ServedTileIsAnother(),
            new ServedLinesAreTruncated(),
            new ServedLinesAreMissing());
}
