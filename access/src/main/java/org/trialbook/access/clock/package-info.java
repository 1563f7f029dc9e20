/// The time that is believed: the system's clock, watched by one that nobody can set. What belongs here asks
/// nothing of the record; who confirms a clock is the side's business that opens the log.
@NullMarked
package org.trialbook.access.clock;

import org.jspecify.annotations.NullMarked;
