package org.trialbook.store;

import java.util.List;
import org.trialbook.ledger.TreeHash;

/// One group commit as it is stored: the unit of appending.
///
/// What stands here may have been damaged in the store. Only [BlockContinuityCheck] turns it into something to rely on.
///
/// @param number the document's `_id`, from 0, without gaps; inserting it is the only way to append
/// @param first position of the first event
/// @param size number of events in the log after this block
/// @param root Merkle root of the log after this block
/// @param writer which process wrote it
/// @param nonce tells this block from any other that the same writer tried
/// @param lines the events in order: the exact bytes that are hashed; nobody changes the arrays
/// @param leaves the leaf hashes the writer computed, which tell where a damage is, and prove nothing
record Block(
        long number,
        long first,
        long size,
        TreeHash root,
        String writer,
        String nonce,
        List<byte[]> lines,
        List<TreeHash> leaves) {

    boolean isSameAttempt(Block other) {
        return number == other.number && writer.equals(other.writer) && nonce.equals(other.nonce);
    }
}
