/// Asking the record and acting on it, as the user who is signed in and as nobody else.
/// Nothing here decides what a page shows.
@NullMarked
package org.trialbook.console.record;

import org.jspecify.annotations.NullMarked;
