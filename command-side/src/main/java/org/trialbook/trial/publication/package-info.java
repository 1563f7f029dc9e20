/// Publishing the study's protocol. What a protocol may say stands in shared-events.
@NullMarked
package org.trialbook.trial.publication;

import org.jspecify.annotations.NullMarked;
