/// Opening a site for enrolment.
@NullMarked
package org.trialbook.trial.site;

import org.jspecify.annotations.NullMarked;
