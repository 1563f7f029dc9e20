/// The whole record as a file that an inspector takes away and verifies alone.
/// Its bytes are written by the ledger's bundle format, not here.
@NullMarked
package org.trialbook.view.bundle;

import org.jspecify.annotations.NullMarked;
