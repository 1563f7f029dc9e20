/// Randomizing an eligible subject, once, within the study's target.
@NullMarked
package org.trialbook.trial.randomization;

import org.jspecify.annotations.NullMarked;
