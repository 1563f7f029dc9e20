/// Visits that took place outside their windows, or did not.
/// What is counted as done and missed stands with the matrix.
@NullMarked
package org.trialbook.view.visits;

import org.jspecify.annotations.NullMarked;
