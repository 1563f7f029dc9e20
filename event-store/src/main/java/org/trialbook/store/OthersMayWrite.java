package org.trialbook.store;

import java.util.Optional;
import org.trialbook.ledger.EventLine;

/// What other processes may record while this one has the log open.
@FunctionalInterface
public interface OthersMayWrite {

    /// The rule of a process that need not be the only one of its kind: the others may record anything.
    OthersMayWrite ANYTHING = line -> Optional.empty();

    /// What is wrong with it that another process recorded this line; nothing when it may.
    Optional<String> objection(EventLine line);
}
