/// How subjects are allocated: the two shares of the seed, the methods that make arms follow from it,
/// and the check by which an outsider recomputes all of it from the record. No state, no clock and no
/// chance of its own: the same seed and the same history always give the same arm.
@NullMarked
package org.trialbook.allocation;

import org.jspecify.annotations.NullMarked;
