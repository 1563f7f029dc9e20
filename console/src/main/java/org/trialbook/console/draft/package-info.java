/// What somebody has typed and not recorded yet, with the key under which it will be recorded.
/// It is kept in memory and nowhere else, and shown to nobody but whoever typed it.
@NullMarked
package org.trialbook.console.draft;

import org.jspecify.annotations.NullMarked;
