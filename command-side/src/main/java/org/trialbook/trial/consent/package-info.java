/// Signing the informed consent.
@NullMarked
package org.trialbook.trial.consent;

import org.jspecify.annotations.NullMarked;
