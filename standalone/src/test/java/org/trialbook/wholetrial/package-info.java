/// Whole simulated trials, against servers in this process, and what the record then holds.
/// Nothing here knows how the simulation draws or asks.
@NullMarked
package org.trialbook.wholetrial;

import org.jspecify.annotations.NullMarked;
