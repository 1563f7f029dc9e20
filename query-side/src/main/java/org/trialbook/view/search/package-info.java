/// Finds events of the record by who did what, to whom, and when.
/// It shows an event as the record does, and finds none that the record withholds.
@NullMarked
package org.trialbook.view.search;

import org.jspecify.annotations.NullMarked;
