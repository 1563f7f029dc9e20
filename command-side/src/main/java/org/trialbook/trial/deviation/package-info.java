/// Recording that something went otherwise than the protocol says. The subject stays in the trial.
@NullMarked
package org.trialbook.trial.deviation;

import org.jspecify.annotations.NullMarked;
