/// Recording visits as done or missed, against the window the protocol computes.
@NullMarked
package org.trialbook.trial.visit;

import org.jspecify.annotations.NullMarked;
