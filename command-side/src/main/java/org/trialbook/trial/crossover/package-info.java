/// Requesting, approving and denying a crossover, for the protocol's reasons only.
@NullMarked
package org.trialbook.trial.crossover;

import org.jspecify.annotations.NullMarked;
