/// Both sides in one process on plain files or a MongoDB, and the command line around them. Nothing is decided here and
/// nothing is shown that command-side and query-side do not decide and show.
@NullMarked
package org.trialbook.standalone;

import org.jspecify.annotations.NullMarked;
