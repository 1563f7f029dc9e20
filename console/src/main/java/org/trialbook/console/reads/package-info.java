/// The core lab: own reads with their files, and what was measured.
/// Nothing here knows whose read it is before the record says so.
@NullMarked
package org.trialbook.console.reads;

import org.jspecify.annotations.NullMarked;
