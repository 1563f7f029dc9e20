/// How subjects are allocated: the two shares of the seed, and the methods that make arms follow from it. No state, no
/// clock and no chance of its own: the same seed and the same history always give the same arm.
@NullMarked
package org.trialbook.allocation;

import org.jspecify.annotations.NullMarked;
