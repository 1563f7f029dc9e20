/// The vocabulary of the record: every event as an immutable record, the ids in it, and the names events are stored
/// under. No decision, no clock, no framework; what an event means for a view is written in the view.
@NullMarked
package org.trialbook.event;

import org.jspecify.annotations.NullMarked;
