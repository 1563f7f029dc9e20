/// Confirming eligibility: every criterion answered, every rule computed, nothing ticked.
@NullMarked
package org.trialbook.trial.eligibility;

import org.jspecify.annotations.NullMarked;
