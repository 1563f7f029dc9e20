/// Withdrawing a subject.
@NullMarked
package org.trialbook.trial.withdrawal;

import org.jspecify.annotations.NullMarked;
