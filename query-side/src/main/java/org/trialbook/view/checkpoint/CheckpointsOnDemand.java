package org.trialbook.view.checkpoint;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.store.CheckpointSigning;
import org.trialbook.store.Log;
import org.trialbook.store.StoredCheckpoints;

/// The checkpoints of a process that also writes the log. It signs when asked, so that an answer covers all there
/// is.
public final class CheckpointsOnDemand implements CheckpointSource {

    /// A witness that can be reached answers in much less; one that can't is waited for once.
    private static final Duration FOR_WITNESSES = Duration.ofSeconds(2);

    private final CheckpointSigning signing;
    private final Log log;

    public CheckpointsOnDemand(CheckpointSigning signing, Log log) {
        this.signing = signing;
        this.log = log;
    }

    @Override
    public Optional<StoredCheckpoints.Signed> newest() {
        return Optional.of(signing.sign(log, FOR_WITNESSES));
    }

    @Override
    public List<StoredCheckpoints.Signed> all() {
        return signing.checkpoints().all();
    }

    @Override
    public List<StoredCheckpoints.Witnessed> witnessed(List<NoteVerifier> witnesses) {
        return signing.checkpoints().witnessed(witnesses);
    }

    @Override
    public NoteVerifier key() {
        return signing.checkpoints().verifier();
    }
}
