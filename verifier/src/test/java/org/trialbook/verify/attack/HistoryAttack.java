package org.trialbook.verify.attack;

import java.util.List;
import java.util.OptionalLong;
import org.trialbook.ledger.NoteSigner;

/// What an operator, who has the log's private key, does to a record between two visits of an inspector.
/// The record is sound in itself; only what the inspector kept shows it.
public interface HistoryAttack {

    void on(OpenedBundle bundle, NoteSigner key);

    /// The code of the finding that must be there.
    String answeredWith();

    /// Where it must stand if the inspector kept the whole older bundle.
    OptionalLong answeredAt();

    /// Where it must stand if the inspector kept the older checkpoint only.
    OptionalLong answeredAtByCheckpoint();

    List<HistoryAttack> ALL = List.of(new Fork(), new ForkThatHasGrown(), new Rollback());
}
