/// Names for the data as they stand, to which others refer.
@NullMarked
package org.trialbook.trial.datacut;

import org.jspecify.annotations.NullMarked;
