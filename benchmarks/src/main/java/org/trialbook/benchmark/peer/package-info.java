/// The stores that are compared: ours, and what a user would pick instead. A peer that is not ours stands only here.
@NullMarked
package org.trialbook.benchmark.peer;

import org.jspecify.annotations.NullMarked;
