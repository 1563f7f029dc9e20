/// Blinded reading: registering a recording, assigning it to a reader, submitting the read.
@NullMarked
package org.trialbook.trial.reading;

import org.jspecify.annotations.NullMarked;
