package org.trialbook.store;

import java.util.Optional;
import org.trialbook.ledger.EventLine;

/// What other processes may record while this one has the log open.
@FunctionalInterface
public interface OthersMayWrite {

    /// Where nobody has said that this process is the only one of its kind.
    OthersMayWrite ANYTHING = line -> Optional.empty();

    /// What is wrong with it that another process recorded this line; nothing when it may.
    Optional<String> objection(EventLine line);
}
