/// Data directories of earlier releases, carried over into plain files, and what still reads the embedded store that
/// they kept. Nothing that serves a trial belongs here, and nothing here writes to the old store.
@NullMarked
package org.trialbook.carryover;

import org.jspecify.annotations.NullMarked;
