/// The allocation sequence: which arm a subject gets, from a secret seed and nothing else.
/// No state and no clock: the same seed, stratum and number always give the same arm.
@NullMarked
package org.trialbook.allocation;

import org.jspecify.annotations.NullMarked;
