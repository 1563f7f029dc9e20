/// Blinded reading as core labs do it: registering recordings, giving their reads to readers, submitting and repeating.
/// Nothing here that answers a reader knows a subject, a site, a visit or a date.
@NullMarked
package org.trialbook.trial.reading;

import org.jspecify.annotations.NullMarked;
