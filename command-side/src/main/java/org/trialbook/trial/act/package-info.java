/// What every act has in common: its context, its decision, its refusals, and the way from a request to the log and
/// back to a receipt. What a particular act means is written in that act's own package.
@NullMarked
package org.trialbook.trial.act;

import org.jspecify.annotations.NullMarked;
