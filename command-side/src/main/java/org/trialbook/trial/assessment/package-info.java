/// Recording the forms of a visit.
@NullMarked
package org.trialbook.trial.assessment;

import org.jspecify.annotations.NullMarked;
