/// The simulated trial: what it draws, and whether it notices a server that errs.
/// Nothing here starts a server of ours; trials that run against one stand in standalone.
@NullMarked
package org.trialbook.simulation;

import org.jspecify.annotations.NullMarked;
