/// How is each site doing?
/// Counts only; nothing here tells, or counts by, an arm.
@NullMarked
package org.trialbook.view.sites;

import org.jspecify.annotations.NullMarked;
