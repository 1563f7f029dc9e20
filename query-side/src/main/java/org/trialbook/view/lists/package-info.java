/// Lists of events of one kind, such as deviations, page by page from the record.
/// Nothing is kept for them: the log's index by type finds the events.
@NullMarked
package org.trialbook.view.lists;

import org.jspecify.annotations.NullMarked;
