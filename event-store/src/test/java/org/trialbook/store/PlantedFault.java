package org.trialbook.store;

/// Mistakes that a committer could make, each of which the simulation must find.
enum PlantedFault {
    /// None: the committer as it is.
    NONE,
    /// After another writer was first, conditions are not checked again.
    CONDITION_NOT_CHECKED_AFTER_A_LOST_RACE,
    /// An append whose answer was lost is reported as failed.
    UNKNOWN_TAKEN_FOR_FAILED,
    /// What can't be read is taken for not stored.
    UNREAD_TAKEN_FOR_ABSENT,
    /// A number that is taken after a lost answer is taken for our own block.
    TAKEN_AFTER_DOUBT_TAKEN_FOR_OURS,
    /// A refusal is believed although the try before it found the number taken, which may be our own block's doing.
    REFUSED_AFTER_TAKEN_TAKEN_FOR_FAILED,
    /// A block of unknown fate is forgotten, and its number and nonce are given to another.
    NUMBER_REUSED,
    /// Callers are told before the block is stored.
    ACKNOWLEDGED_BEFORE_STORED;

    SimulatedProcess.Committer committer(SimulatedProcess.Committer.Needs needs) {
        if (this != NONE) {
            return new MistakenCommitRound(needs, this);
        }
        CommitRound round = new CommitRound(
                needs.picture(), needs.settings(), needs.store(), needs.patience(), () -> {}, Runnable::run);
        return round::commit;
    }
}
