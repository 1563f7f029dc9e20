package org.trialbook.view.checkpoint;

import java.util.List;
import java.util.Optional;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.store.StoredCheckpoints.Signed;
import org.trialbook.store.StoredCheckpoints.Witnessed;

/// What the log has stated about itself. A process that can sign may bring one that signs when asked.
public interface CheckpointSource {

    /// The checkpoint over the most events.
    Optional<Signed> newest();

    /// Every checkpoint, over fewer events first.
    List<Signed> all();

    /// The newest checkpoint that each of these witnesses has cosigned.
    List<Witnessed> witnessed(List<NoteVerifier> witnesses);

    /// The log's public key.
    NoteVerifier key();
}
