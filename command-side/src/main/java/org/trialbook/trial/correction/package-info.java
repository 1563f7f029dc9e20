/// Correcting a recorded answer: old, new and why. The first answer stays.
@NullMarked
package org.trialbook.trial.correction;

import org.jspecify.annotations.NullMarked;
