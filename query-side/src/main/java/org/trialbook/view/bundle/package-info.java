/// The record as a file that somebody takes away and verifies alone, whole or with everything withheld that would
/// unblind. Its bytes are written by the ledger's bundle format, not here.
@NullMarked
package org.trialbook.view.bundle;

import org.jspecify.annotations.NullMarked;
