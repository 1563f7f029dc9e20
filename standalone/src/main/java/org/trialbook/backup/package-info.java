/// A whole record taken away, put back, and laid down for good: log, recordings, sign-outs and keys together,
/// verified each time. How a command is spelled, and what it prints, does not belong here.
@NullMarked
package org.trialbook.backup;

import org.jspecify.annotations.NullMarked;
