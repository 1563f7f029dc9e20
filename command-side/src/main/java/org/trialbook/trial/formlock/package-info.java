/// Freezing, locking and unlocking forms: what keeps them from changing, and who lets them change again.
/// Signatures stay as they are, and so does what was asked about the data.
@NullMarked
package org.trialbook.trial.formlock;

import org.jspecify.annotations.NullMarked;
