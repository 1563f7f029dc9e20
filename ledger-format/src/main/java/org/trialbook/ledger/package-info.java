/// The bytes of the record and their verification: event line, Merkle tree, checkpoint, proofs, bundle.
/// Nothing here knows what a trial is, and nothing here needs more than the JDK.
@NullMarked
package org.trialbook.ledger;

import org.jspecify.annotations.NullMarked;
