package org.trialbook.store;

import org.trialbook.ledger.Checkpoint;

/// Whether a log is a continuation of what was stated about it before.
///
/// @param log as it was found now
record LogContinuation(Log log, StoredCheckpoints checkpoints) {

    /// Refuses a log that is not a continuation of what was signed.
    ///
    /// @throws DamagedLogException when the tail is cut, or the log was written anew
    void requireSigned() {
        for (StoredCheckpoints.Signed signed : checkpoints.lastSigned()) {
            require(signed.checkpoint(), "a signed checkpoint covers");
        }
    }

    /// Refuses a log that is not a continuation of what a witness has cosigned.
    ///
    /// @throws DamagedLogException when the tail is cut, or the log was written anew
    void require(StoredCheckpoints.Witnessed witnessed) {
        String by = "the witness " + witnessed.witness().name() + " has cosigned, at " + witnessed.time() + ",";
        require(witnessed.checkpoint(), by);
    }

    private void require(Checkpoint checkpoint, String whoSays) {
        if (checkpoint.size() > log.size()) {
            throw new DamagedLogException(
                    log.size(), "the log ends before it, but " + whoSays + " " + checkpoint.size() + " events");
        }
        if (!log.root(checkpoint.size()).equals(checkpoint.root())) {
            throw new DamagedLogException(
                    lastAgreed(),
                    "from there on the log is another one than " + whoSays + " with its " + checkpoint.size()
                            + " events");
        }
    }

    private long lastAgreed() {
        return checkpoints.all().stream()
                .map(StoredCheckpoints.Signed::checkpoint)
                .filter(checkpoint -> checkpoint.size() <= log.size()
                        && log.root(checkpoint.size()).equals(checkpoint.root()))
                .mapToLong(Checkpoint::size)
                .max()
                .orElse(0);
    }
}
