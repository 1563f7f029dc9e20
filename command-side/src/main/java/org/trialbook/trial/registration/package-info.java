/// Registering a subject at screening and giving the screening number.
@NullMarked
package org.trialbook.trial.registration;

import org.jspecify.annotations.NullMarked;
