package org.trialbook.store;

/// What is known after one try to insert a block.
sealed interface Insertion {
    /// The block is stored durably.
    record Kept() implements Insertion {}

    /// There is a block with this number already: ours from an earlier try, or another writer's.
    record Taken() implements Insertion {}

    /// The block may or may not be stored.
    record Unknown(RuntimeException cause) implements Insertion {}
}
