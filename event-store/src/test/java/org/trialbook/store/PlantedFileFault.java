package org.trialbook.store;

/// Mistakes that the store in plain files could make, each of which the simulation must find.
enum PlantedFileFault {
    /// None: the store as it is.
    NONE,
    /// A block is acknowledged before it is forced.
    BLOCK_NOT_FORCED,
    /// A directory is not forced after a file got its name.
    NAME_NOT_FORCED,
    /// A segment gets its name before its zeros are on the disk.
    ZEROS_NOT_FORCED,
    /// A checkpoint is acknowledged before it is forced.
    CHECKPOINT_NOT_FORCED,
    /// A force that failed is tried again, and believed.
    FAILED_FORCE_TRIED_AGAIN,
    /// The last block is not written again by whoever opens the files.
    LAST_BLOCK_NOT_WRITTEN_AGAIN,
    /// Whoever opens the files cuts the last block off.
    LAST_BLOCK_CUT_OFF,
    /// A block whose writing failed is said to be not stored.
    FAILED_TAKEN_FOR_NOT_STORED,
    /// A block whose number is taken gets the next one.
    FENCE_NOT_CHECKED;

    LogDirectory disk(LogDirectory disk) {
        return this == NONE ? disk : new MistakenDisk(disk, this);
    }

    BlockStore store(BlockStore store) {
        return this == FAILED_TAKEN_FOR_NOT_STORED || this == FENCE_NOT_CHECKED
                ? new MistakenFileStore(store, this)
                : store;
    }
}
