package org.trialbook.view.checkpoint;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.store.CheckpointKeeper;
import org.trialbook.store.Checkpoints;
import org.trialbook.store.Log;

/// The checkpoints of a process that also writes the log. It signs when asked, so that an answer covers all there
/// is.
public final class SigningCheckpoints implements SignedCheckpoints {

    /// A witness that can be reached answers in much less; one that can't is waited for once.
    private static final Duration FOR_WITNESSES = Duration.ofSeconds(2);

    private final CheckpointKeeper keeper;
    private final Log log;

    public SigningCheckpoints(CheckpointKeeper keeper, Log log) {
        this.keeper = keeper;
        this.log = log;
    }

    @Override
    public Optional<Checkpoints.Signed> newest() {
        return Optional.of(keeper.sign(log, FOR_WITNESSES));
    }

    @Override
    public List<Checkpoints.Signed> all() {
        return keeper.checkpoints().all();
    }

    @Override
    public List<Checkpoints.Witnessed> witnessed(List<NoteVerifier> witnesses) {
        return keeper.checkpoints().witnessed(witnesses);
    }

    @Override
    public NoteVerifier key() {
        return keeper.checkpoints().verifier();
    }
}
