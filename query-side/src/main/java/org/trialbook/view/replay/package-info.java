/// Do the live views say what the record says?
/// Recomputes and compares; repairs nothing.
@NullMarked
package org.trialbook.view.replay;

import org.jspecify.annotations.NullMarked;
